import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import type { VerificationFinding } from '../../generated/verification.ts';
import { compareText } from '../../model/compare.ts';
import { slashed } from '../validate/relative-path.ts';
import { listFiles } from './list-files.ts';
import { isOurs } from './own-files.ts';

/**
 * What is in a folder beside the folders of pipelines, one finding each, ordered. A folder in which
 * nothing is, or only what a build that ended early left, is no finding.
 */
export async function strayFindings(
  folder: string,
  entries: readonly Dirent[],
): Promise<VerificationFinding[]> {
  const findings: VerificationFinding[] = [];
  for (const entry of entries) {
    const message = await strayMessage(join(folder, entry.name), entry);
    if (message !== undefined)
      findings.push({ kind: 'unexpected', path: entry.name, manifest: '', message });
  }
  return findings.sort((a, b) => compareText(a.path, b.path));
}

async function strayMessage(path: string, entry: Dirent): Promise<string | undefined> {
  if (entry.isFile()) return 'it is in no folder of a pipeline: remove it, or move it elsewhere';
  if (!entry.isDirectory())
    return 'a link or another special file, which is not followed: remove it, or verify by name what it leads to';
  const { files, others } = await listFiles(path, slashed(path));
  if ([...files, ...others].every(isOurs)) return undefined;
  return 'a folder without a manifest: restore its manifest, build again, or move the folder elsewhere';
}
