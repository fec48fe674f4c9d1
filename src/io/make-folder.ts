import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, as `mkdir -p` does. Node's own `recursive` never comes back
 * where a file system answers ENOENT to a folder it does not want, as /proc does. Throws the file
 * system's error.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw notADirectory(path);
    return;
  }
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else made it meanwhile.
    if (!existsSync(path)) throw error;
  }
}

function notADirectory(path: string): Error {
  return Object.assign(new Error(`${path} is a file, not a folder`), { code: 'ENOTDIR' });
}
