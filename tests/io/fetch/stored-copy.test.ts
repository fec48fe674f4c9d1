import { mkdir, rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { fetchedOnce, unchanged } from './fetched-once.ts';
import { type Answer, failure, run, status, storeFile, storeNames } from './support.ts';

describe('the stored copy', () => {
  test.each<[string, Answer]>([
    ['found 503', status(503)],
    ['found 429', status(429, { 'retry-after': '3600' })],
    ['rate limit', status(403, { 'x-ratelimit-remaining': '0' })],
    ['UND_ERR_SOCKET', (response) => response.socket?.end()],
    ['not finished within', (response) => response.writeHead(200).write('n')],
  ])('serves with a warning: %s', async (reason, later) => {
    const { server, url, cacheDir } = await fetchedOnce(later);
    const limits = { totalTimeout: 400 };
    const { text: read, warnings } = await run({ servers: [server], cacheDir, limits });
    expect(await read(url)).toBe('old');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ url, message: expect.stringContaining(reason) });
    expect(warnings[0]?.message).toContain('using the stored copy of an earlier run, age unknown');
  });

  test('serves when nobody listens', async () => {
    const { server, url, cacheDir } = await fetchedOnce(unchanged);
    await server.stop();
    const { text: read, warnings } = await run({ servers: [server], cacheDir });
    expect(await read(url)).toBe('old');
    expect(warnings[0]?.message).toContain('ECONNREFUSED');
  });

  test.each([404, 410, 403])('does not serve for %i', async (code) => {
    const { server, url, cacheDir } = await fetchedOnce(status(code));
    const { fetch, warnings } = await run({ servers: [server], cacheDir });
    expect((await failure(fetch(url))).message).toContain(`found ${code}`);
    expect(warnings).toEqual([]);
  });

  test('is verified when it is read, and forgotten when it is damaged', async () => {
    const { server, url, cacheDir } = await fetchedOnce(unchanged);
    const { fetch } = await run({ servers: [server], cacheDir });
    const document = await fetch(url);
    await writeFile((await storeFile(cacheDir, '.body')).path, 'oLd');
    const error = await failure(document.read());
    expect(error).toMatchObject({ code: 'fetch', subject: url });
    expect(error.message).toMatch(/found it damaged.*rerun/);
    expect(await storeNames(cacheDir)).toEqual([]);
  });

  test('is not forgotten because it cannot be read just now', async () => {
    const { server, url, cacheDir } = await fetchedOnce(unchanged);
    const { fetch } = await run({ servers: [server], cacheDir });
    const document = await fetch(url);
    const { path } = await storeFile(cacheDir, '.body');
    await rm(path);
    await mkdir(path);
    expect((await failure(document.read())).message).toContain('EISDIR');
    expect(await storeNames(cacheDir)).toHaveLength(2);
  });

  test('survives a download that fails in the middle', async () => {
    const { server, url, cacheDir } = await fetchedOnce((response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('half', () => response.socket?.destroy());
    });
    const before = await storeNames(cacheDir);
    const { text: read } = await run({ servers: [server], cacheDir });
    expect(await read(url)).toBe('old');
    expect(await storeNames(cacheDir)).toEqual(before);
  });
});
