import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  failure,
  inTurn,
  run,
  serve,
  status,
  storeFile,
  storeNames,
  text,
} from './support.ts';

const VALIDATORS = { etag: '"1"', 'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT' };

/** Serves "old" with validators, and 304 to whoever has it. */
const unchanged: Answer = (response, request, count) =>
  (request.headers['if-none-match'] === '"1"' ? status(304) : text('old', VALIDATORS))(
    response,
    request,
    count,
  );

/** A server that was asked once, so that the cache folder holds its document. */
async function fetchedOnce(later: Answer) {
  const server = await serve(inTurn(text('old', VALIDATORS), later));
  const first = await run({ servers: [server] });
  const url = `${server.origin}/a.json`;
  expect(await first.text(url)).toBe('old');
  await first.close();
  return { server, url, cacheDir: first.cacheDir };
}

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
