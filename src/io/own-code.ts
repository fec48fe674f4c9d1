import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A hash over the code that is running: what another version built is built anew. */
export function ownCode(): string {
  const here = import.meta.dirname;
  // As bundled, all of it lies in one folder.
  const root = basename(here) === 'bin' ? here : join(here, '..');
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const hash = createHash('sha256');
  for (const name of names.filter((file) => /\.[jt]s$/.test(file)).sort()) {
    hash.update(name).update(readFileSync(join(root, name)));
  }
  return hash.digest('hex');
}
