import { rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { fetchedOnce, unchanged, VALIDATORS } from './fetched-once.ts';
import { failure, inTurn, run, serve, status, storeFile, text } from './support.ts';

describe('the next run', () => {
  test('asks whether the document changed, and uses the stored one when not', async () => {
    const { server, url, cacheDir } = await fetchedOnce(unchanged);
    const { text: read, warnings } = await run({ servers: [server], cacheDir });
    expect(await read(url)).toBe('old');
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.headers).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': VALIDATORS['last-modified'],
    });
    expect(warnings).toEqual([]);
  });

  test('takes the new document when it changed', async () => {
    const { server, url, cacheDir } = await fetchedOnce(text('new', { etag: '"2"' }));
    const { text: read } = await run({ servers: [server], cacheDir });
    expect(await read(url)).toBe('new');
    expect(JSON.parse((await storeFile(cacheDir, '.json')).text)).toMatchObject({
      url,
      etag: '"2"',
      bytes: 3,
    });
  });

  test.each<[string, (cacheDir: string) => Promise<unknown>]>([
    ['is damaged', async (dir) => writeFile((await storeFile(dir, '.body')).path, 'oLd')],
    ['is cut short', async (dir) => writeFile((await storeFile(dir, '.body')).path, 'ol')],
    ['is gone', async (dir) => rm((await storeFile(dir, '.body')).path)],
    ['has broken metadata', async (dir) => writeFile((await storeFile(dir, '.json')).path, '{"u')],
    [
      'has metadata of another document',
      async (dir) => {
        const { path, text: entry } = await storeFile(dir, '.json');
        await writeFile(path, entry.replace('a.json', 'b.json'));
      },
    ],
  ])('asks without conditions when the stored document %s', async (_, spoil) => {
    const { server, url, cacheDir } = await fetchedOnce(unchanged);
    await spoil(cacheDir);
    const { text: read } = await run({ servers: [server], cacheDir });
    expect(await read(url)).toBe('old');
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.headers).not.toHaveProperty('if-none-match');
    expect(server.requests[1]?.headers).not.toHaveProperty('if-modified-since');
    expect((await storeFile(cacheDir, '.body')).text).toBe('old');
  });

  test('does not send the validators of one address to another', async () => {
    const { server, url, cacheDir } = await fetchedOnce((response, request, count) =>
      (request.url === '/b' ? text('moved') : status(302, { location: '/b' }))(
        response,
        request,
        count,
      ),
    );
    const { text: read } = await run({ servers: [server], cacheDir });
    expect(await read(url)).toBe('moved');
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      '"1"',
      undefined,
    ]);
  });
});

describe('304 without a stored document', () => {
  test('is asked about once more when one is stored, but from another address', async () => {
    const { server, url, cacheDir } = await fetchedOnce((response, request, count) => {
      const moved = count < 5 ? status(304) : text('moved');
      const answer = request.url === '/b' ? moved : status(302, { location: '/b' });
      return answer(response, request, count);
    });
    const { text: read } = await run({ servers: [server], cacheDir });
    expect(await read(url)).toBe('moved');
  });

  test('is asked about once more', async () => {
    const server = await serve(inTurn(status(304), text('done')));
    const { text: read } = await run({ servers: [server] });
    expect(await read(`${server.origin}/a`)).toBe('done');
    expect(server.requests).toHaveLength(2);
  });

  test('is an error the second time', async () => {
    const server = await serve(status(304));
    const { fetch } = await run({ servers: [server] });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toContain('304 Not Modified twice');
    expect(server.requests).toHaveLength(2);
  });
});
