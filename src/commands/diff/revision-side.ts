import { posix, relative } from 'node:path';
import { DEFAULT_LIMITS } from '../../io/fetch/options.ts';
import {
  blobBytes,
  commitOf,
  type RevisionFile,
  revisionFiles,
} from '../../io/git/revision-files.ts';
import type { GitOptions } from '../../io/git/run-git.ts';
import { slashed } from '../validate/relative-path.ts';
import type { Side, SideFile } from './side.ts';

/**
 * The JSON files of a git revision below paths, or all of them; a file that a path names is taken
 * whatever its name. Nothing is checked out. Rejects with `config` for what is no revision.
 */
export async function revisionSide(
  revision: string,
  paths: readonly string[],
  options: GitOptions,
): Promise<Side> {
  const commit = await commitOf(revision, options);
  const files: SideFile[] = [];
  const inside = paths.map((path) => slashed(relative(options.cwd, path)) || '.');
  for (const path of inside.length === 0 ? [undefined] : inside) {
    const found = await revisionFiles(commit, path, options);
    files.push(...found.flatMap((file) => sideFile(file, path, revision, options)));
  }
  return { label: revision, files };
}

function sideFile(
  file: RevisionFile,
  path: string | undefined,
  revision: string,
  options: GitOptions,
): SideFile[] {
  const named = file.path === path;
  if (!named && !file.path.endsWith('.json')) return [];
  const lead = file.path.startsWith(`${path}/`) ? `${path}/`.length : 0;
  return [
    {
      name: `${revision}:${file.path}`,
      below: named ? posix.basename(file.path) : file.path.slice(lead),
      named,
      contentId: async () => file.blob,
      read: () => blobBytes(file, DEFAULT_LIMITS.maxBytes, options),
    },
  ];
}
