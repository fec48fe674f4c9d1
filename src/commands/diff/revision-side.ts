import { posix, relative } from 'node:path';
import { DEFAULT_LIMITS } from '../../io/fetch/options.ts';
import {
  blobBytes,
  commitOf,
  type RevisionFile,
  revisionFiles,
} from '../../io/git/revision-files.ts';
import type { GitOptions } from '../../io/git/run-git.ts';
import { visible } from '../../model/text.ts';
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
  const files = new Map<string, SideFile>();
  const missing: string[] = [];
  for (const path of paths.length === 0 ? [undefined] : paths) {
    const inside = path === undefined ? path : slashed(relative(options.cwd, path)) || '.';
    const below = await revisionFiles(commit, inside, options);
    if (path !== undefined && below.length === 0) missing.push(path);
    for (const file of below) {
      const found = sideFile(file, inside, revision, options);
      // Files of several paths are told apart by all of their path, and one of two paths is one file.
      if (found) files.set(file.path, paths.length > 1 ? { ...found, below: file.path } : found);
    }
  }
  return { label: revision, files: [...files.values()], missing };
}

function sideFile(
  file: RevisionFile,
  path: string | undefined,
  revision: string,
  options: GitOptions,
): SideFile | undefined {
  const named = file.path === path;
  if (!named && !file.path.endsWith('.json')) return undefined;
  const lead = file.path.startsWith(`${path}/`) ? `${path}/`.length : 0;
  return {
    name: visible(`${revision}:${file.path}`),
    below: named ? posix.basename(file.path) : file.path.slice(lead),
    named,
    contentId: async () => file.blob,
    read: () => blobBytes(file, DEFAULT_LIMITS.maxBytes, options),
  };
}
