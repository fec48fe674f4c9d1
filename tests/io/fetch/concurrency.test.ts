import { describe, expect, test } from 'vitest';
import { type Answer, failure, run, serve, storeNames, type TestServer, text } from './support.ts';

/** A server that answers late, and how many requests it had at most at the same time. */
async function slowServer(atWork = { now: 0, most: 0 }): Promise<TestServer & { most(): number }> {
  const server = await serve((response) => {
    atWork.now += 1;
    atWork.most = Math.max(atWork.most, atWork.now);
    setTimeout(() => {
      atWork.now -= 1;
      response.end('done');
    }, 30);
  });
  return { ...server, most: () => atWork.most };
}

const addresses = ({ origin }: TestServer, count: number) =>
  Array.from({ length: count }, (_, index) => `${origin}/${index}`);

describe('requests at the same time', () => {
  test('are limited per host', async () => {
    const server = await slowServer();
    const { fetch } = await run({ servers: [server], concurrency: 20 });
    await Promise.all(addresses(server, 20).map(fetch));
    expect(server.requests).toHaveLength(20);
    expect(server.most()).toBe(6);
  });

  test('are limited overall', async () => {
    const atWork = { now: 0, most: 0 };
    const servers = [await slowServer(atWork), await slowServer(atWork)];
    const { fetch } = await run({ servers, concurrency: 3 });
    await Promise.all(servers.flatMap((server) => addresses(server, 6)).map(fetch));
    expect(atWork.most).toBe(3);
  });

  test('are limited per host also where redirects lead to it', async () => {
    const target = await slowServer();
    const moved: Answer = (response, request) =>
      response.writeHead(302, { location: `${target.origin}${request.url}` }).end();
    const servers = [await serve(moved), await serve(moved)];
    const { fetch } = await run({ servers: [...servers, target], concurrency: 20 });
    await Promise.all(servers.flatMap((server) => addresses(server, 10)).map(fetch));
    expect(target.requests).toHaveLength(20);
    expect(target.most()).toBe(6);
  });

  test('to one host leave turns to the others', async () => {
    const mute = await serve(() => undefined);
    const server = await serve(text('done'));
    const { fetch, text: read, close } = await run({ servers: [mute, server], concurrency: 8 });
    let failed = 0;
    const waiting = addresses(mute, 10).map((url) =>
      fetch(url).catch(() => {
        failed += 1;
      }),
    );
    expect(await read(`${server.origin}/a`)).toBe('done');
    // Not by giving up on the first host.
    expect(failed).toBe(0);
    await mute.stop();
    await close();
    await Promise.all(waiting);
  });

  test('share connections', async () => {
    const server = await slowServer();
    const { fetch } = await run({ servers: [server], concurrency: 2 });
    await Promise.all(addresses(server, 10).map(fetch));
    expect(server.connections()).toBe(2);
  });
});

test('an address is asked for once a run', async () => {
  const server = await slowServer();
  const { fetch, text: read } = await run({ servers: [server] });
  const url = `${server.origin}/a`;
  const [first, second] = await Promise.all([fetch(url), fetch(url)]);
  expect(await read(url)).toBe('done');
  expect(first).toBe(second);
  expect(server.requests).toHaveLength(1);
});

test('the user agent says who asks', async () => {
  const server = await serve(text('done'));
  const { fetch } = await run({ servers: [server] });
  await fetch(`${server.origin}/a`);
  expect(server.requests[0]?.headers['user-agent']).toMatch(/^attack-mappings\/.* \(\+https:/);
});

describe('stopping', () => {
  test('ends what is on its way at once, and what waits for its turn', async () => {
    const controller = new AbortController();
    const server = await serve((response) => {
      response.writeHead(200).write('half');
      setTimeout(() => controller.abort(), 50);
    });
    const { fetch, cacheDir } = await run({
      servers: [server],
      signal: controller.signal,
      concurrency: 1,
    });
    const start = performance.now();
    const errors = await Promise.all(addresses(server, 3).map((url) => failure(fetch(url))));
    expect(performance.now() - start).toBeLessThan(2000);
    for (const error of errors) {
      expect(error).toMatchObject({ code: 'fetch', fatal: true });
      expect(error.message).toContain('stopped');
    }
    expect(server.requests).toHaveLength(1);
    expect(await storeNames(cacheDir)).toEqual([]);
  });

  test('ends waiting for an answer', async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort());
    const { fetch } = await run({ servers: [server], signal: controller.signal });
    const start = performance.now();
    expect((await failure(fetch(`${server.origin}/a`))).message).toContain('stopped');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('ends the fetching of files', async () => {
    const { fetch } = await run({ baseDir: import.meta.dirname, signal: AbortSignal.abort() });
    expect((await failure(fetch('support.ts'))).message).toContain('stopped');
  });

  test('ends a wait between attempts', async () => {
    const controller = new AbortController();
    const server = await serve((response) => {
      response.writeHead(503, { 'retry-after': '4' }).end();
      setTimeout(() => controller.abort(), 50);
    });
    const { fetch } = await run({ servers: [server], signal: controller.signal });
    const start = performance.now();
    expect((await failure(fetch(`${server.origin}/a`))).message).toContain('stopped');
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
