import { expect, test } from 'vitest';
import { createFetch } from '../../../src/io/fetch/create-fetch.ts';
import { failure, run, serve, status, temporaryFolder, text } from './support.ts';

const TOKEN = 'ghp_secret';

test('the token goes to its host and to no other, also not along a redirect', async () => {
  const other = await serve(text('there'));
  const github = await serve((response, request, count) =>
    (request.url === '/a' ? status(302, { location: `${other.origin}/b` }) : text('here'))(
      response,
      request,
      count,
    ),
  );
  const { text: read } = await run({
    servers: [github, other],
    githubToken: TOKEN,
    tokenHost: github.host,
  });
  expect(await read(`${github.origin}/a`)).toBe('there');
  expect(await read(`${github.origin}/c`)).toBe('here');
  expect(await read(`${other.origin}/d`)).toBe('there');
  const sent = (requests: typeof github.requests) =>
    requests.map(({ headers }) => headers.authorization);
  expect(sent(github.requests)).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
  expect(sent(other.requests)).toEqual([undefined, undefined]);
});

test('without a host of its own the token goes to no loopback server', async () => {
  const server = await serve(text('here'));
  const { text: read } = await run({ servers: [server], githubToken: TOKEN });
  await read(`${server.origin}/a`);
  expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
});

test.each([401, 403, 404])('no message of a %i shows the token', async (code) => {
  const server = await serve(status(code));
  const { fetch } = await run({ servers: [server], githubToken: TOKEN, tokenHost: server.host });
  const error = await failure(fetch(`${server.origin}/a`));
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(TOKEN);
});

test('an empty token is none', async () => {
  const server = await serve(text('here'));
  const { text: read } = await run({
    servers: [server],
    githubToken: ' \n',
    tokenHost: server.host,
  });
  expect(await read(`${server.origin}/a`)).toBe('here');
  expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
});

test('what can be no token is refused without showing it', async () => {
  const options = {
    cacheDir: await temporaryFolder(),
    hosts: [],
    userAgent: 'test',
    onWarning: () => undefined,
    githubToken: 'ghp_secret\r\nx: y',
  };
  const error = await failure(Promise.resolve().then(() => createFetch(options)));
  expect(error).toMatchObject({ code: 'config', subject: 'GITHUB_TOKEN' });
  expect(error.message).not.toContain('secret');
});
