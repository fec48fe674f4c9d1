import { describe, expect, test } from 'vitest';
import { type Answer, failure, inTurn, run, serve, status, storeNames, text } from './support.ts';

describe('a server in trouble', () => {
  test('500, 500, 200 gives the document', async () => {
    const server = await serve(inTurn(status(500), status(500), text('done')));
    const { text: read } = await run({ servers: [server] });
    expect(await read(`${server.origin}/a`)).toBe('done');
    expect(server.requests).toHaveLength(3);
  });

  test.each([408, 429, 502, 503])('%i is tried again', async (code) => {
    const server = await serve(inTurn(status(code), text('done')));
    const { text: read } = await run({ servers: [server] });
    expect(await read(`${server.origin}/a`)).toBe('done');
  });

  test.each([400, 401, 403, 404, 410, 204, 206])('%i is final', async (code) => {
    const server = await serve(inTurn(status(code), text('done')));
    const { fetch } = await run({ servers: [server] });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error).toMatchObject({ code: 'fetch', subject: `${server.origin}/a` });
    expect(error.message).toContain(`found ${code}`);
    expect(server.requests).toHaveLength(1);
  });

  test('is heard though the body of its answer never comes', async () => {
    const server = await serve((response) => response.writeHead(404).flushHeaders());
    const { fetch } = await run({ servers: [server] });
    expect((await failure(fetch(`${server.origin}/a`))).message).toContain('found 404');
  });

  test('gives up after the last attempt, with the reason and nothing in the store', async () => {
    const server = await serve(status(503));
    const { fetch, cacheDir } = await run({ servers: [server] });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toMatch(/found 503 Service Unavailable after 3 attempts: check/);
    expect(server.requests).toHaveLength(3);
    expect(await storeNames(cacheDir)).toEqual([]);
  });
});

describe('Retry-After', () => {
  async function waited(retryAfter: () => string): Promise<number> {
    const times: number[] = [];
    const server = await serve((response, request, count) => {
      times.push(Date.now());
      if (count > 1) return text('done')(response, request, count);
      return status(429, { 'retry-after': retryAfter() })(response, request, count);
    });
    const { text: read } = await run({ servers: [server] });
    expect(await read(`${server.origin}/a`)).toBe('done');
    return Number(times[1]) - Number(times[0]);
  }

  test('is waited for, in seconds and as a date', async () => {
    const [inSeconds, asDate] = await Promise.all([
      waited(() => '1'),
      // Dates have whole seconds, so this one is at least one second away.
      waited(() => new Date(Date.now() + 2000).toUTCString()),
    ]);
    expect(inSeconds).toBeGreaterThanOrEqual(990);
    expect(asDate).toBeGreaterThanOrEqual(990);
  });

  test('beyond the time cap ends it at once, with the reason', async () => {
    const server = await serve(status(429, { 'retry-after': '3600' }));
    const { fetch } = await run({ servers: [server] });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toMatch(/found 429 .*3600 s, does not fit into the 5 s/);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a connection in trouble', () => {
  test('a reset in mid-body is tried again', async () => {
    const server = await serve(
      inTurn((response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('half', () => response.socket?.resetAndDestroy());
      }, text('whole')),
    );
    const { text: read, cacheDir } = await run({ servers: [server] });
    expect(await read(`${server.origin}/a`)).toBe('whole');
    expect(server.requests).toHaveLength(2);
    // One body and one entry: nothing is left of the first half.
    expect(await storeNames(cacheDir)).toHaveLength(2);
  });

  test('a body shorter than its content-length is never taken for whole', async () => {
    const server = await serve((response) => {
      response.writeHead(200, { 'content-length': '1000', connection: 'close' });
      response.write('short', () => response.socket?.end());
    });
    const { fetch, cacheDir } = await run({ servers: [server] });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toMatch(
      /the body broke off \(UND_ERR_RES_CONTENT_LENGTH_MISMATCH\) after 3 attempts/,
    );
    expect(server.requests).toHaveLength(3);
    expect(await storeNames(cacheDir)).toEqual([]);
  });

  test('a chunked body without its end is never taken for whole', async () => {
    const server = await serve(
      inTurn((response) => {
        response.writeHead(200);
        response.write('half', () => response.socket?.end());
      }, text('whole')),
    );
    const { text: read } = await run({ servers: [server] });
    expect(await read(`${server.origin}/a`)).toBe('whole');
  });

  test('no answer in time, and silence in mid-body, are tried again', async () => {
    const mute = await serve(inTurn(() => undefined, text('done')));
    const half: Answer = (response) => response.writeHead(200).write('half');
    const silent = await serve(inTurn(half, text('whole')));
    const { text: read } = await run({
      servers: [mute, silent],
      limits: { headersTimeout: 100, bodyTimeout: 100 },
    });
    const texts = await Promise.all([read(`${mute.origin}/a`), read(`${silent.origin}/a`)]);
    expect(texts).toEqual(['done', 'whole']);
    expect([mute.requests.length, silent.requests.length]).toEqual([2, 2]);
  });

  test('nobody listening is named', async () => {
    const server = await serve(text('never'));
    await server.stop();
    const { fetch } = await run({ servers: [server] });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toMatch(/no answer from 127\.0\.0\.1:\d+ \(ECONNREFUSED\) after 3/);
  });
});
