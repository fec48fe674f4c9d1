import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { AttackMappingsError } from '../errors.ts';
import { staysBelow } from '../model/stays-below.ts';
import { makeFolder } from './make-folder.ts';

/**
 * True when a file of that path is in the folder: by its name, and by where the folders on its way
 * really are. The folder itself may be a link. Throws the file system's error.
 */
export function isBelowFolder(folder: string, path: string): boolean {
  if (!staysBelow(path)) return false;
  let parent = dirname(join(folder, path));
  while (!existsSync(parent) && parent !== dirname(parent)) parent = dirname(parent);
  // What is above the folder is there when the folder is not.
  if (!existsSync(folder)) return true;
  const way = relative(realpathSync(folder), realpathSync(parent));
  return way !== '..' && !way.startsWith(`..${sep}`);
}

/** Makes the folder that a file of that path is in. Throws `export` where a link leads out of `folder`. */
export function makeFolderOf(folder: string, path: string): void {
  if (!isBelowFolder(folder, path)) {
    throw new AttackMappingsError(
      'export',
      path,
      `expected a path in ${folder}, found that it leads out of it, by a link or by its name: remove the link, or choose another folder with --out`,
    );
  }
  makeFolder(dirname(join(folder, path)));
}
