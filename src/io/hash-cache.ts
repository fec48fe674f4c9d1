import type { BigIntStats } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type FileHash, hashContent } from './hash-file.ts';
import { replaceFile } from './replace-file.ts';

/** Hashes files, and remembers the hashes of those that did not change since. */
export interface HashCache {
  /** Rejects with the file system's error when the file cannot be read. */
  hashFile(path: string): Promise<FileHash>;
  /** Saves what was learnt. That it cannot be saved costs time, not correctness: never rejects. */
  close(): Promise<void>;
}

interface Remembered extends FileHash {
  /** What changes when the file does: device, inode, size, times of content and of inode. */
  readonly state: string;
}

const VERSION = 1;

/**
 * A hash cache kept in `folder`/hashes.json. A file changed within `racyMs` of its hashing is not
 * remembered, as in git: it could change again without its times showing it. Of the remembered
 * files, the `maxEntries` last used are kept.
 */
export function createHashCache(
  folder: string,
  { racyMs = 2000, maxEntries = 50_000 }: { racyMs?: number; maxEntries?: number } = {},
): HashCache {
  const file = join(folder, 'hashes.json');
  let loading: Promise<Map<string, Remembered>> | undefined;
  let changed = false;

  const load = () => {
    loading ??= loadHashes(file);
    return loading;
  };

  return {
    async hashFile(path) {
      const remembered = await load();
      const name = resolve(path);
      const known = remembered.get(name);
      if (known && known.state === stateOf(await stat(name, { bigint: true }))) {
        // The last used come last, so that the longest unused are dropped first.
        remembered.delete(name);
        remembered.set(name, known);
        return { sha256: known.sha256, bytes: known.bytes };
      }
      const { hash, state } = await hashNow(name, racyMs);
      if (remembered.delete(name) || state !== undefined) changed = true;
      if (state !== undefined) remembered.set(name, { ...hash, state });
      return hash;
    },
    async close() {
      if (!changed) return;
      changed = false;
      await saveHashes(file, await load(), maxEntries).catch(() => undefined);
    },
  };
}

/** The hash as of now; a state only when the file may be trusted to show its next change. */
async function hashNow(
  path: string,
  racyMs: number,
): Promise<{ hash: FileHash; state: string | undefined }> {
  const handle = await open(path, 'r');
  try {
    const before = await handle.stat({ bigint: true });
    const hash = await hashContent(handle);
    const after = await handle.stat({ bigint: true });
    const lastChange = Math.max(Number(after.mtimeMs), Number(after.ctimeMs));
    const settled = stateOf(before) === stateOf(after) && Date.now() - lastChange >= racyMs;
    return { hash, state: settled ? stateOf(after) : undefined };
  } finally {
    await handle.close();
  }
}

function stateOf(stats: BigIntStats): string {
  return [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(':');
}

/** What was saved; nothing when there is none, or when it is damaged in any way. */
async function loadHashes(file: string): Promise<Map<string, Remembered>> {
  try {
    const saved = JSON.parse(await readFile(file, 'utf8'));
    if (saved.version !== VERSION) return new Map();
    return new Map(saved.files.map(checkEntry));
  } catch {
    return new Map();
  }
}

function checkEntry([path, state, sha256]: unknown[]): [string, Remembered] {
  if (typeof path !== 'string' || typeof state !== 'string' || typeof sha256 !== 'string') {
    throw new TypeError('not an entry of hashes.json');
  }
  const bytes = Number(state.split(':')[2]);
  if (!/^[0-9a-f]{64}$/.test(sha256) || !Number.isSafeInteger(bytes)) {
    throw new TypeError('not an entry of hashes.json');
  }
  return [path, { state, sha256, bytes }];
}

async function saveHashes(
  file: string,
  hashes: ReadonlyMap<string, Remembered>,
  maxEntries: number,
): Promise<void> {
  const files = [...hashes]
    .slice(-maxEntries)
    .map(([path, { state, sha256 }]) => [path, state, sha256]);
  await replaceFile(file, `${JSON.stringify({ version: VERSION, files })}\n`);
}
