import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Longer than any download may take, so that no other process is still at work on the file. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Removes temporary files that killed processes left in `folder`. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.tmp')) continue;
    const path = join(folder, name);
    // Another process may be quicker to remove it.
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}
