import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fetchedOnce, unchanged, VALIDATORS } from './fetched-once.ts';
import { failure, run, serve, storeFile, storeNames, text } from './support.ts';

test('the store holds no time, and bodies under their hash', async () => {
  const { url, cacheDir } = await fetchedOnce(unchanged);
  const entry = JSON.parse((await storeFile(cacheDir, '.json')).text);
  expect(entry).toEqual({
    url,
    answeredBy: url,
    etag: '"1"',
    lastModified: VALIDATORS['last-modified'],
    mediaType: 'application/octet-stream',
    sha256: 'cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4',
    bytes: 3,
  });
  expect(await readFile(join(cacheDir, 'documents', `${entry.sha256}.body`), 'utf8')).toBe('old');
});

test('leftovers of killed processes are removed, those of running ones are not', async () => {
  const { server, cacheDir } = await fetchedOnce(unchanged);
  const [old, young] = ['old.tmp', 'young.tmp'].map((name) => join(cacheDir, 'documents', name));
  await writeFile(String(old), '');
  await utimes(String(old), 0, 0);
  await writeFile(String(young), '');
  const { text: read } = await run({ servers: [server], cacheDir });
  await read(`${server.origin}/other`);
  const names = await storeNames(cacheDir);
  expect(names).not.toContain('old.tmp');
  expect(names).toContain('young.tmp');
});

test('a store that cannot be written ends the run', async () => {
  const server = await serve(text('done'));
  const { cacheDir } = await run({});
  await writeFile(join(cacheDir, 'documents'), 'in the way');
  const { fetch } = await run({ servers: [server], cacheDir });
  const error = await failure(fetch(`${server.origin}/a`));
  expect(error).toMatchObject({ code: 'fetch', fatal: true });
  expect(error.message).toContain('--cache');
  expect(server.requests).toHaveLength(1);
});
