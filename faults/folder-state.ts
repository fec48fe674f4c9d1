import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** The hash of every file below a folder, by its path; none when there is no folder. */
export type FolderState = ReadonlyMap<string, string>;

export async function folderState(folder: string): Promise<FolderState> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const state = new Map<string, string>();
  for (const file of files.sort()) {
    const hash = createHash('sha256').update(await readFile(file));
    state.set(relative(folder, file), hash.digest('hex'));
  }
  return state;
}

/** Files that differ between two folders, as words; empty when all bytes are the same. */
export function differences(found: FolderState, expected: FolderState): string[] {
  const all = [...new Set([...found.keys(), ...expected.keys()])];
  return all
    .filter((path) => found.get(path) !== expected.get(path))
    .map((path) => {
      if (!found.has(path)) return `${path} is missing`;
      return expected.has(path) ? `${path} has other bytes` : `${path} should not be there`;
    });
}

/** Files that are neither as before a run nor as after it; those in the making, below a dot, aside. */
export function neitherOldNorNew(
  found: FolderState,
  before: FolderState,
  after: FolderState,
): string[] {
  return [...found]
    .filter(([path]) => !path.startsWith('.'))
    .filter(([path, hash]) => hash !== before.get(path) && hash !== after.get(path))
    .map(([path]) => `${path} is neither old nor new`);
}

/** Files of a cache that are not whole; those in the making, `.tmp`, aside. */
export async function brokenInCache(cache: string): Promise<string[]> {
  const broken: string[] = [];
  const names = await readdir(cache, { recursive: true }).catch(() => []);
  for (const name of names.filter((file) => file.endsWith('.json'))) {
    try {
      JSON.parse(await readFile(join(cache, name), 'utf8'));
    } catch {
      broken.push(`cache: ${name} does not parse`);
    }
  }
  return broken;
}
