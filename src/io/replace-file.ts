import { randomUUID } from 'node:crypto';
import { chmod, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** The name of a file in the making, in the folder where it will be renamed into place. */
export function temporaryName(folder: string): string {
  return join(folder, `${randomUUID()}.tmp`);
}

/** Writes a small file so that it is at every moment whole, old or new; its mode stays. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const temporary = temporaryName(folder);
  makeFolder(folder);
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    const before = await stat(path).catch(() => undefined);
    if (before) await chmod(temporary, before.mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
