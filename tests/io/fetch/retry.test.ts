import { describe, expect, test } from 'vitest';
import { failure, inTurn, run, serve, status, storeNames, text } from './support.ts';

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

  test('in seconds is waited for', async () => {
    expect(await waited(() => '1')).toBeGreaterThanOrEqual(990);
  });

  test('as a date is waited for', async () => {
    // Dates have whole seconds, so this one is at least one second away.
    expect(await waited(() => new Date(Date.now() + 2000).toUTCString())).toBeGreaterThanOrEqual(
      990,
    );
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
    expect((await storeNames(cacheDir)).map((name) => name.split('.')[1])).toEqual(
      expect.arrayContaining(['body', 'json']),
    );
    expect(await storeNames(cacheDir)).toHaveLength(2);
  });

  test('a body shorter than its content-length is never taken for whole', async () => {
    const server = await serve((response) => {
      response.writeHead(200, { 'content-length': '1000', connection: 'close' });
      response.write('short', () => response.socket?.end());
    });
    const { fetch, cacheDir } = await run({ servers: [server] });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toMatch(/the body broke off \(UND_ERR_SOCKET\) after 3 attempts/);
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

  test('no answer in time is tried again', async () => {
    const server = await serve(inTurn(() => undefined, text('done')));
    const { text: read } = await run({ servers: [server], limits: { headersTimeout: 100 } });
    expect(await read(`${server.origin}/a`)).toBe('done');
  });

  test('silence in mid-body is tried again', async () => {
    const server = await serve(
      inTurn((response) => response.writeHead(200).write('half'), text('whole')),
    );
    const { text: read } = await run({ servers: [server], limits: { bodyTimeout: 100 } });
    expect(await read(`${server.origin}/a`)).toBe('whole');
  });

  test('nobody listening is named', async () => {
    const server = await serve(text('never'));
    await server.stop();
    const { fetch } = await run({ servers: [server] });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toMatch(/no answer from 127\.0\.0\.1:\d+ \(ECONNREFUSED\) after 3/);
  });
});
