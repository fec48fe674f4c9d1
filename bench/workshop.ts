import { cp, mkdir, mkdtemp, readdir, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

/** Folders that a run of the bench works in, all in one temp folder. */
export interface Workshop {
  readonly folder: string;
  /** The command line, of a copy: what is measured stays the same when dist/ is compiled anew. */
  readonly cli: string;
  readonly out: string;
  readonly cache: string;
  readonly floor: string;
  /** Path of a scratch file. */
  file(name: string): string;
  remove(): Promise<void>;
}

export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'attack-mappings-bench-'));
  const file = (name: string) => join(folder, name);
  try {
    for (const name of ['dist', 'pipelines', 'package.json'])
      await cp(join(ROOT, name), file(`code/${name}`), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), file('code/node_modules'), 'junction');
  } catch (error) {
    await remove(folder);
    throw error;
  }
  return {
    folder,
    cli: file('code/dist/bin/cli.js'),
    out: file('out'),
    cache: file('cache'),
    floor: file('floor'),
    file,
    remove: () => remove(folder),
  };
}

/** An empty folder in the place of whatever was there. */
export async function empty(folder: string): Promise<void> {
  await remove(folder);
  await mkdir(folder, { recursive: true });
}

export async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

/** Bytes of the files in a folder: of all, and of those written since a time (ms since 1970). */
export async function bytesIn(
  folder: string,
  since: number,
): Promise<{ all: number; written: number }> {
  const sum = { all: 0, written: 0 };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const { size, mtimeMs } = await stat(join(entry.parentPath, entry.name));
    sum.all += size;
    if (mtimeMs >= since) sum.written += size;
  }
  return sum;
}
