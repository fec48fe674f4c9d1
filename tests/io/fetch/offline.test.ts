import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { fetchedOnce, unchanged } from './fetched-once.ts';
import { failure, run, serve, storeFile, text } from './support.ts';

describe('offline', () => {
  test('knows a document whatever fragment is asked for', async () => {
    const { server, url, cacheDir } = await fetchedOnce(unchanged);
    const { text: read } = await run({ servers: [server], cacheDir, offline: true });
    expect(await read(`${url}#part`)).toBe('old');
  });

  test('uses the store without a request', async () => {
    const { server, url, cacheDir } = await fetchedOnce(unchanged);
    const { text: read } = await run({ servers: [server], cacheDir, offline: true });
    expect(await read(url)).toBe('old');
    expect(server.requests).toHaveLength(1);
  });

  test('says how to get what the store does not hold', async () => {
    const server = await serve(text('never'));
    const { fetch } = await run({ servers: [server], offline: true });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error).toMatchObject({ code: 'fetch', subject: `${server.origin}/a` });
    expect(error.message).toContain('run once without --offline');
    expect(server.requests).toHaveLength(0);
  });

  test('does not use a damaged document', async () => {
    const { url, server, cacheDir } = await fetchedOnce(unchanged);
    await writeFile((await storeFile(cacheDir, '.body')).path, 'oLd');
    const { fetch } = await run({ servers: [server], cacheDir, offline: true });
    expect((await failure(fetch(url))).message).toContain('run once without --offline');
  });
});
