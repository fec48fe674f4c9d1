import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHashCache } from '../../src/io/hash-cache.ts';

const OLD = 'cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4';
const FALSE_HASH = '0'.repeat(64);
/** Files that were just written are settled for these tests. */
const SETTLED = { racyMs: 0 };

let folder: string;
let file: string;
let saved: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attack-mappings-hashes-'));
  file = join(folder, 'a.json');
  saved = join(folder, 'cache/hashes.json');
  await writeFile(file, 'old');
  // The clock of the file system may be some milliseconds behind or ahead.
  await new Promise((resolve) => setTimeout(resolve, 20));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function hashAndClose(path = file, options = SETTLED) {
  const cache = createHashCache(join(folder, 'cache'), options);
  const hash = await cache.hashFile(path);
  await cache.close();
  return hash;
}

/** Makes what is remembered recognisable, so that a test sees whether a file was read. */
async function falsify(): Promise<void> {
  await writeFile(saved, (await readFile(saved, 'utf8')).replaceAll(OLD, FALSE_HASH));
}

describe('a hash', () => {
  test('is that of the content', async () => {
    expect(await hashAndClose()).toEqual({ sha256: OLD, bytes: 3 });
  });

  test('of a large file covers all of it', async () => {
    const body = Buffer.alloc(1_000_000, 'attack');
    await writeFile(file, body);
    const whole = await hashAndClose();
    expect(whole.bytes).toBe(1_000_000);
    body[999_999] = 0;
    await writeFile(file, body);
    expect((await hashAndClose()).sha256).not.toBe(whole.sha256);
  });

  test('of a missing file is the error of the file system', async () => {
    await expect(hashAndClose(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(hashAndClose(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

describe('the next run', () => {
  test('does not read what did not change', async () => {
    await hashAndClose();
    await falsify();
    expect(await hashAndClose()).toEqual({ sha256: FALSE_HASH, bytes: 3 });
  });

  test('reads what changed, even when size and time of content are as before', async () => {
    await utimes(file, 1000, 1000);
    await hashAndClose();
    await falsify();
    await writeFile(file, 'oLd');
    await utimes(file, 1000, 1000);
    const { sha256 } = await hashAndClose();
    expect(sha256).not.toBe(FALSE_HASH);
    expect(sha256).not.toBe(OLD);
  });

  test('reads what was too young to be remembered', async () => {
    await hashAndClose(file, { racyMs: 60_000 });
    await expect(stat(saved)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('forgets what has become too young', async () => {
    await hashAndClose();
    await writeFile(file, 'new');
    await hashAndClose(file, { racyMs: 60_000 });
    expect(JSON.parse(await readFile(saved, 'utf8')).files).toEqual([]);
  });

  test.each(['', '{', 'null', '[]', '{"version":1}', '{"version":1,"files":[["a",1]]}'])(
    'ignores a damaged memory: %s',
    async (text) => {
      await hashAndClose();
      await writeFile(saved, text);
      expect(await hashAndClose()).toEqual({ sha256: OLD, bytes: 3 });
      expect(await readFile(saved, 'utf8')).toContain(OLD);
    },
  );

  test.each<[string, string, string]>([
    ['of another version', '"version":1', '"version":2'],
    ['with what is no hash', FALSE_HASH, 'x'],
  ])('ignores a memory %s', async (_, from, to) => {
    await hashAndClose();
    await falsify();
    await writeFile(saved, (await readFile(saved, 'utf8')).replace(from, to));
    expect((await hashAndClose()).sha256).toBe(OLD);
  });
});

test('the memory is bounded: the last used stay', async () => {
  const names = ['b', 'c', 'd'].map((name) => join(folder, name));
  for (const name of names) await writeFile(name, name);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const cache = createHashCache(join(folder, 'cache'), { ...SETTLED, maxEntries: 2 });
  for (const name of [...names, String(names[0])]) await cache.hashFile(name);
  await cache.close();
  const { files } = JSON.parse(await readFile(saved, 'utf8'));
  expect(files.map(([name]: [string]) => name)).toEqual([names[2], names[0]]);
});

test('a memory that cannot be saved is no error', async () => {
  await writeFile(join(folder, 'cache'), 'in the way');
  expect(await hashAndClose()).toEqual({ sha256: OLD, bytes: 3 });
});
