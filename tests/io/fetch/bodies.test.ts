import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { failure, inTurn, run, serve, storeNames, text } from './support.ts';

const TEXT = 'Mappings of security capabilities. '.repeat(1000);

function* repeat(chunk: Uint8Array): Generator<Uint8Array> {
  for (;;) yield chunk;
}

describe('a compressed body', () => {
  test.each([
    ['gzip', gzipSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
  ])('%s is decoded, and hashed as decoded', async (encoding, body) => {
    const plain = await serve(text(TEXT));
    const server = await serve(text(body, { 'content-encoding': encoding }));
    const { fetch, text: read } = await run({ servers: [server, plain] });
    expect(await read(`${server.origin}/a`)).toBe(TEXT);
    expect((await fetch(`${server.origin}/a`)).sha256).toBe(
      (await fetch(`${plain.origin}/a`)).sha256,
    );
    expect(server.requests[0]?.headers['accept-encoding']).toContain('gzip, br');
  });

  const damaged = gzipSync(randomBytes(10_000));
  damaged.fill(0, 2000, 3000);
  test.each([
    ['gzip', damaged],
    ['gzip', gzipSync(TEXT).subarray(0, -20)],
    ['gzip', Buffer.from(TEXT)],
    ['br', brotliCompressSync(TEXT).subarray(0, -3)],
    ['br', Buffer.from(TEXT)],
  ])('damaged %s is tried again, then an error', async (encoding, body) => {
    const headers = { 'content-encoding': encoding };
    const server = await serve(text(body, headers));
    const { fetch, cacheDir } = await run({ servers: [server] });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toMatch(/the compressed body is damaged .* after 3 attempts/);
    expect(server.requests).toHaveLength(3);
    expect(await storeNames(cacheDir)).toEqual([]);
  });

  test('damaged once is fetched again', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const server = await serve(inTurn(text(damaged, headers), text(gzipSync(TEXT), headers)));
    const { text: read } = await run({ servers: [server] });
    expect(await read(`${server.origin}/a`)).toBe(TEXT);
  });

  test('in an unknown way is refused', async () => {
    const server = await serve(text('x', { 'content-encoding': 'zstd' }));
    const { fetch } = await run({ servers: [server] });
    expect((await failure(fetch(`${server.origin}/a`))).message).toContain('zstd');
    expect(server.requests).toHaveLength(1);
  });

  test('a bomb ends at the cap, with most of it unsent', async () => {
    const zeros = Buffer.alloc(1024 * 1024);
    const server = await serve((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const endless = Readable.from(repeat(zeros));
      pipeline(endless, createGzip(), response).catch(() => undefined);
    });
    const { fetch, cacheDir } = await run({ servers: [server], limits: { maxBytes: 300_000 } });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toContain('expected at most 300000 bytes');
    // Were only the compressed bytes counted, it would go on to 300,000 of them.
    expect(server.requests[0]?.socket.bytesWritten).toBeLessThan(150_000);
    expect(server.requests).toHaveLength(1);
    expect(await storeNames(cacheDir)).toEqual([]);
  });

  test('that is endless though it decodes to nothing ends at the cap', async () => {
    const nothing = Buffer.concat(Array.from({ length: 500 }, () => gzipSync('')));
    const server = await serve((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const send = () => !response.destroyed && response.write(nothing, send);
      send();
    });
    const { fetch } = await run({ servers: [server], limits: { maxBytes: 100_000 } });
    expect((await failure(fetch(`${server.origin}/a`))).message).toContain('at most 100000 bytes');
  });
});

describe('a body that is too large', () => {
  test('is refused by its content-length, before it comes', async () => {
    const server = await serve((response) => {
      response.writeHead(200, { 'content-length': '1001' }).flushHeaders();
    });
    const { fetch } = await run({ servers: [server], limits: { maxBytes: 1000 } });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toContain('at most 1000 bytes');
    expect(server.requests).toHaveLength(1);
  });

  test('of exactly the cap is taken', async () => {
    const server = await serve(text('x'.repeat(1000)));
    const { text: read } = await run({ servers: [server], limits: { maxBytes: 1000 } });
    expect(await read(`${server.origin}/a`)).toHaveLength(1000);
  });

  test('and does not end is refused at the cap', async () => {
    const server = await serve((response) => {
      const send = () => !response.destroyed && response.write('x'.repeat(10_000), send);
      send();
    });
    const { fetch, cacheDir } = await run({ servers: [server], limits: { maxBytes: 100_000 } });
    expect((await failure(fetch(`${server.origin}/a`))).message).toContain('at most 100000 bytes');
    expect(server.requests).toHaveLength(1);
    expect(await storeNames(cacheDir)).toEqual([]);
  });

  test('or just never ends is given up at the time cap', async () => {
    const server = await serve((response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const { fetch, cacheDir } = await run({ servers: [server], limits: { totalTimeout: 300 } });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toContain('not finished within 0.3 s');
    expect(await storeNames(cacheDir)).toEqual([]);
  });
});

test.each([
  ['application/json; charset=utf-8', 'application/json'],
  ['Text/HTML', 'text/html'],
  [undefined, 'application/octet-stream'],
])('content-type %s is media type %s', async (header, mediaType) => {
  const server = await serve(text('{}', header === undefined ? {} : { 'content-type': header }));
  const { fetch } = await run({ servers: [server] });
  expect((await fetch(`${server.origin}/a.csv`)).mediaType).toBe(mediaType);
});

test('an empty body is a document', async () => {
  const server = await serve(text(''));
  const { text: read } = await run({ servers: [server] });
  expect(await read(`${server.origin}/a`)).toBe('');
});
