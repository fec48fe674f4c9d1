import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AttackMappingsError, messageOf } from '../../errors.ts';
import type { VerificationFinding } from '../../generated/verification.ts';
import { compareText } from '../../model/compare.ts';
import { slashed } from '../validate/relative-path.ts';
import { isManifestName } from './read-manifest.ts';
import { strayFindings } from './stray-findings.ts';

/** A folder with a manifest, or one with such folders in it. */
export interface FoundFolder {
  readonly folder: string;
  /** What it is called: as it was given, or below that; with slashes. */
  readonly path: string;
  /** What else is in a folder of folders; absent of one with a manifest. */
  readonly strays?: readonly VerificationFinding[];
}

/**
 * The folder itself when it has a manifest, else the folders in it that have one, ordered; and before
 * them the folder itself when something else is in it. Rejects with a `config` error when there is
 * no manifest, and with `export` when not all of it can be read.
 */
export async function findFolders(folder: string): Promise<FoundFolder[]> {
  const entries = await entriesOf(folder);
  if (hasManifest(entries)) return [{ folder, path: slashed(folder) }];
  const found: FoundFolder[] = [];
  const others: typeof entries = [];
  for (const entry of entries) {
    const below = join(folder, entry.name);
    if (entry.isDirectory() && hasManifest(await entriesOf(below)))
      found.push({ folder: below, path: slashed(below) });
    else others.push(entry);
  }
  if (found.length > 0) {
    const strays = await strayFindings(folder, others);
    found.sort((a, b) => compareText(a.path, b.path));
    return strays.length > 0 ? [{ folder, path: slashed(folder), strays }, ...found] : found;
  }
  throw new AttackMappingsError(
    'config',
    folder,
    `no manifest in ${folder}, nor in a folder in it: name a folder that a build wrote, as output or output/sample`,
  );
}

function hasManifest(entries: Awaited<ReturnType<typeof entriesOf>>): boolean {
  return entries.some((entry) => entry.isFile() && isManifestName(entry.name));
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    const message = `cannot look into ${folder}: ${messageOf(cause)}: name a folder that a build wrote`;
    throw new AttackMappingsError('config', folder, message, { cause });
  }
}
