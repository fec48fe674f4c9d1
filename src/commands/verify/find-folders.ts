import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AttackMappingsError, messageOf } from '../../errors.ts';
import { compareText } from '../../model/compare.ts';
import { slashed } from '../validate/relative-path.ts';
import { isManifestName } from './read-manifest.ts';

export interface ManifestFolder {
  readonly folder: string;
  /** What it is called: as it was given, or below that; with slashes. */
  readonly path: string;
}

/**
 * The folder itself when it has a manifest, else the folders in it that have one, ordered. Rejects
 * with a `config` error when there is none.
 */
export async function findFolders(folder: string): Promise<ManifestFolder[]> {
  const entries = await entriesOf(folder);
  if (hasManifest(entries)) return [{ folder, path: slashed(folder) }];
  const found: ManifestFolder[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const below = join(folder, entry.name);
    if (hasManifest(await entriesOf(below))) found.push({ folder: below, path: slashed(below) });
  }
  if (found.length > 0) return found.sort((a, b) => compareText(a.path, b.path));
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
