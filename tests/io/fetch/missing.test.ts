import { describe, expect, test } from 'vitest';
import { failure, run, serve, status, temporaryFolder } from './support.ts';

describe('an error of a document says that it is missing', () => {
  test.each([
    [404, true],
    [410, true],
    [400, false],
    [401, false],
    [403, false],
    [500, false],
  ])('after a status of %i: %s', async (code, missing) => {
    const server = await serve(status(code));
    const { fetch } = await run({ servers: [server] });
    expect((await failure(fetch(`${server.origin}/a`))).missing).toBe(missing);
  });

  test('when the mirror has no such file', async () => {
    const { fetch } = await run({ mirror: await temporaryFolder(), hosts: ['example.org'] });
    expect((await failure(fetch('https://example.org/a'))).missing).toBe(true);
    expect((await failure(fetch('https://elsewhere.example/a'))).missing).toBe(false);
  });

  test('when the folder of the pipeline file has none', async () => {
    const { fetch } = await run({ baseDir: await temporaryFolder() });
    expect((await failure(fetch('a.json'))).missing).toBe(true);
    expect((await failure(fetch('../a.json'))).missing).toBe(false);
  });

  test('when it is not in the store, offline', async () => {
    const { fetch } = await run({ offline: true, hosts: ['example.org'] });
    expect((await failure(fetch('https://example.org/a'))).missing).toBe(true);
  });

  test('and not when nobody answers', async () => {
    const server = await serve(status(404));
    const { fetch } = await run({ servers: [server] });
    await server.stop();
    expect((await failure(fetch(`${server.origin}/a`))).missing).toBe(false);
  });
});
