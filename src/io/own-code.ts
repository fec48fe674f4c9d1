import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A hash over the code that is running: what another version built is built anew. */
export async function ownCode(): Promise<string> {
  const root = join(import.meta.dirname, '..');
  const names = (await readdir(root, { recursive: true }))
    .filter((name) => /\.[jt]s$/.test(name))
    .sort();
  const hash = createHash('sha256');
  const texts = await Promise.all(names.map((name) => readFile(join(root, name))));
  for (const text of texts) hash.update(text);
  return hash.digest('hex');
}
