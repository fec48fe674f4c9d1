import { relative, resolve, sep } from 'node:path';

/** A path from a folder, parts apart by `/` on every system. */
export function relativePath(folder: string, path: string): string {
  return slashed(relative(resolve(folder), resolve(path)));
}

export function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
