import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cache } from '../contracts.ts';
import { replaceFile } from './replace-file.ts';

/** Texts in a folder, each file whole or absent. What cannot be read or written is not cached. */
export function cacheFolder(folder: string): Cache {
  return {
    async get(name) {
      try {
        return readFileSync(join(folder, name), 'utf8');
      } catch {
        return undefined;
      }
    },
    put: (name, text) => replaceFile(join(folder, name), text).catch(() => undefined),
  };
}
