import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { mirrorName } from '../../../src/io/fetch/mirror.ts';
import { createHashCache } from '../../../src/io/hash-cache.ts';
import { type Fetcher, failure, run, storeNames, temporaryFolder } from './support.ts';

const FALSE_HASH = JSON.stringify('0'.repeat(64));

let folder: string;
let fetcher: Fetcher;

async function write(name: string, body: string): Promise<void> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, body);
}

beforeEach(async () => {
  folder = await temporaryFolder();
  await write('outside.json', 'secret');
  fetcher = await run({ mirror: join(folder, 'mirror'), hosts: ['example.org', '..', '%2e%2e'] });
});

describe('a mirror', () => {
  test.each([
    ['https://example.org/a/b.json', 'example.org/a/b.json'],
    ['https://example.org/a/', 'example.org/a/index.html'],
    ['https://example.org', 'example.org/index.html'],
    ['https://example.org/trees/main?recursive=1', 'example.org/trees/main?recursive=1'],
    ['https://example.org/a%20b.json#part', 'example.org/a b.json'],
    ['https://example.org/%C3%A9', 'example.org/é'],
    ['https://example.org/100%', 'example.org/100%'],
  ])('answers %s from %s', async (url, name) => {
    await write(`mirror/${name}`, `I am ${name}`);
    expect(await fetcher.text(url)).toBe(`I am ${name}`);
    expect(await storeNames(fetcher.cacheDir)).toEqual([]);
  });

  test('reports address, media type and hash', async () => {
    await write('mirror/example.org/a.json', 'old');
    expect(await fetcher.fetch('https://example.org/a.json')).toMatchObject({
      url: 'https://example.org/a.json',
      mediaType: 'application/json',
      sha256: 'cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4',
    });
  });

  test('follows links', async () => {
    await write('mirror/example.org/x', '');
    await symlink(join(folder, 'outside.json'), join(folder, 'mirror/example.org/link.json'));
    expect(await fetcher.text('https://example.org/link.json')).toBe('secret');
  });

  test('has a 404, with a path inside the mirror, for what it does not hold', async () => {
    const error = await failure(fetcher.fetch('https://example.org/a/b.json'));
    expect(error).toMatchObject({ code: 'fetch', subject: 'https://example.org/a/b.json' });
    expect(error.message).toMatch(/^404: expected the file example\.org\/a\/b\.json in the mirror/);
    expect(error.message).not.toContain(folder);
  });

  test('has a 404 for a folder and for a file taken for one', async () => {
    await write('mirror/example.org/a/b', '');
    for (const url of ['https://example.org/a', 'https://example.org/a/b/c']) {
      expect((await failure(fetcher.fetch(url))).message).toMatch(/^404/);
    }
  });

  test('has a cap on size', async () => {
    await write('mirror/example.org/a', 'x'.repeat(11));
    const { fetch } = await run({
      mirror: join(folder, 'mirror'),
      hosts: ['example.org'],
      limits: { maxBytes: 10 },
    });
    expect((await failure(fetch('https://example.org/a'))).message).toContain('at most 10 bytes');
  });

  test.each([
    'https://example.org/../../outside.json',
    'https://example.org/..%2f..%2foutside.json',
    'https://example.org/%2e%2e/%2e%2e/outside.json',
    'https://example.org/..%5c..%5coutside.json',
    'https://example.org/a/..%2F..%2F..%2Foutside.json',
    'https://example.org/outside.json%00',
    'https://example.org/?/../../../outside.json',
    'https://../outside.json',
  ])('is not left by %s', async (url) => {
    await write('mirror/example.org/a/x', '');
    const error = await failure(fetcher.fetch(url));
    expect(error.code).toBe('fetch');
    expect(error.message).toMatch(/^404/);
  });

  test('notices that a file changed since it was hashed', async () => {
    await write('mirror/example.org/a', 'old');
    const document = await fetcher.fetch('https://example.org/a');
    await write('mirror/example.org/a', 'new');
    expect((await failure(document.read())).message).toContain('found it changed');
  });

  test('has its hashes remembered from run to run', async () => {
    await write('mirror/example.org/a', 'old');
    const options = { mirror: join(folder, 'mirror'), hosts: ['example.org'] };
    const hashes = () => createHashCache(fetcher.cacheDir, { racyMs: -1000 });
    const first = hashes();
    await (await run({ ...options, hashes: first })).fetch('https://example.org/a');
    await first.close();
    const memory = join(fetcher.cacheDir, 'hashes.json');
    await writeFile(memory, (await readFile(memory, 'utf8')).replace(/"[0-9a-f]{64}"/, FALSE_HASH));

    // A hash that only the memory can know shows that the file was not read.
    const { fetch } = await run({ ...options, hashes: hashes() });
    const document = await fetch('https://example.org/a');
    expect(document.sha256).toBe('0'.repeat(64));
    expect((await failure(document.read())).message).toContain('found it changed');
  });

  test('refuses hosts that the pipeline does not name', async () => {
    await write('mirror/example.net/a', '');
    expect((await failure(fetcher.fetch('https://example.net/a'))).message).toContain('hosts');
  });
});

test('separators and control characters stay encoded in a name', () => {
  expect(mirrorName(new URL('https://h/a%2Fb%5Cc%00d%7f?q=a/b'))).toBe(
    'h/a%2Fb%5Cc%00d%7F?q=a%2Fb',
  );
});
