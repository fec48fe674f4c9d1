import { type Dirent, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AttackMappingsError } from '../../errors.ts';

/**
 * Paths, absolute or from `cwd`, as git calls them: from the top of the work tree, with slashes.
 * Throws a `config` error when one is outside it.
 */
export function pathsInTree(top: string, cwd: string, paths: Iterable<string>): Set<string> {
  const root = realpathSync(top);
  const real = realFolders();
  const inside = new Set<string>();
  for (const path of paths) {
    const full = resolve(cwd, path);
    const way = relative(root, join(real(dirname(full)), basename(full)));
    if (way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) {
      throw new AttackMappingsError(
        'config',
        path,
        `expected a file or folder below the work tree, found ${path}: choose an output folder inside the repository`,
      );
    }
    inside.add(way.split(sep).join('/'));
  }
  return inside;
}

/** Resolves links of folders, of those that are gone as far as they are there; each once. */
function realFolders(): (folder: string) => string {
  const known = new Map<string, string>();
  return function real(folder: string): string {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const parent = dirname(folder);
    let path = folder;
    try {
      path = realpathSync(folder);
    } catch {
      if (parent !== folder) path = join(real(parent), basename(folder));
    }
    known.set(folder, path);
    return path;
  };
}

/** True for a path of the set, and for those below a folder of it. */
export function isCovered(paths: ReadonlySet<string>, path: string): boolean {
  if (paths.has(path)) return true;
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (paths.has(path.slice(0, end))) return true;
  }
  return false;
}

/** The files on disk that the paths stand for: themselves, or all below a folder. Links are not followed. */
export function filesOf(top: string, paths: Iterable<string>): string[] {
  const files: string[] = [];
  const visit = (
    path: string,
    entry: Pick<Dirent, 'isDirectory' | 'isFile' | 'isSymbolicLink'>,
  ) => {
    if (entry.isFile() || entry.isSymbolicLink()) files.push(path);
    else if (entry.isDirectory())
      for (const child of readdirSync(join(top, path), { withFileTypes: true }))
        visit(`${path}/${child.name}`, child);
  };
  for (const path of paths) {
    const stats = lstatSync(join(top, path), { throwIfNoEntry: false });
    if (stats) visit(path, stats);
  }
  return files;
}
