import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Cache } from '../contracts.ts';

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
    async put(name, text) {
      const path = join(folder, name);
      const aside = `${path}.${randomUUID()}`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(aside, text);
        await rename(aside, path);
      } catch {
        await rm(aside, { force: true }).catch(() => undefined);
      }
    },
  };
}
