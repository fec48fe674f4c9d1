import { lstat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { folderFiles } from '../../io/folder-files.ts';
import { slashed } from '../validate/relative-path.ts';
import { localFile } from './path-side.ts';
import type { Side, SideFile } from './side.ts';

/**
 * The same files that a revision is asked for, as they lie in the working tree below `cwd`. Links are
 * passed over, as in revisions: what is committed and unchanged is the same on both sides.
 */
export async function workingTree(paths: readonly string[], cwd: string): Promise<Side> {
  const files = new Map<string, SideFile>();
  const missing: string[] = [];
  for (const path of paths) {
    const found = await filesAt(path, cwd);
    if (found === undefined) missing.push(path);
    for (const [where, file] of found ?? []) {
      const whole = slashed(relative(cwd, where));
      files.set(whole, paths.length > 1 ? { ...file, below: whole } : file);
    }
  }
  return { label: 'working tree', files: [...files.values()], missing };
}

/** Files with the paths at which they lie; undefined where there is neither file nor folder. */
async function filesAt(path: string, cwd: string): Promise<[string, SideFile][] | undefined> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats === undefined || (await isBehindLink(path, cwd))) return undefined;
  if (stats.isFile()) return [[path, localFile(path, basename(path), true)]];
  if (!stats.isDirectory()) return undefined;
  const { files } = await folderFiles(path);
  return files
    .filter((below) => below.endsWith('.json'))
    .map((below) => [join(path, below), localFile(join(path, below), below, false)]);
}

/** True for what a revision does not hold at this path, but a link to the folder that does. */
async function isBehindLink(path: string, cwd: string): Promise<boolean> {
  for (let part = relative(cwd, path); part !== '.' && part !== ''; part = dirname(part)) {
    const stats = await lstat(join(cwd, part)).catch(() => undefined);
    if (stats?.isSymbolicLink()) return true;
  }
  return false;
}
