import { describe, expect, it } from 'vitest';
import { openPullRequest, type PullRequestOptions } from '../../../src/io/github/pull-request.ts';
import { type Answer, failure, inTurn, serve, status, type TestServer } from '../fetch/support.ts';

const TOKEN = 'ghs_secret';
const HEAD = 'attack-mappings/regenerate';

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: Record<string, unknown>;
  readonly body: Record<string, string> | undefined;
}

/** A server that records whole requests and answers in turn. */
async function github(...answers: Answer[]): Promise<TestServer & { recorded: Recorded[] }> {
  const recorded: Recorded[] = [];
  const answer = inTurn(...answers);
  const server = await serve(async (response, request, count) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    recorded.push({
      method: request.method ?? '',
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    });
    answer(response, request, count);
  });
  return { ...server, recorded };
}

const json =
  (value: unknown, code = 200): Answer =>
  (response) =>
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(value));

const pull = (more: object = {}) => ({
  ...{ number: 7, html_url: 'https://github.com/a/b/pull/7', title: 'T', body: 'B' },
  ...more,
});

function open({ origin }: TestServer, more: Partial<PullRequestOptions> = {}) {
  return openPullRequest({
    ...{ apiUrl: origin, repository: 'a/b', token: TOKEN, head: HEAD, base: 'main' },
    ...{ title: 'T', body: 'B' },
    ...more,
  });
}

describe('the pull request of a branch', () => {
  it('is opened where there is none', async () => {
    const server = await github(json([]), json(pull(), 201));
    const opened = await open(server, { apiUrl: `${server.origin}/api/v3/` });
    expect(opened).toEqual({ url: 'https://github.com/a/b/pull/7', created: true });
    const [asked, made] = server.recorded;
    expect(asked).toMatchObject({
      ...{ method: 'GET', path: '/api/v3/repos/a/b/pulls' },
      query: { head: `a:${HEAD}`, base: 'main', state: 'open' },
      headers: { authorization: `Bearer ${TOKEN}`, 'user-agent': 'attack-mappings' },
    });
    expect(made).toMatchObject({
      ...{ method: 'POST', path: '/api/v3/repos/a/b/pulls' },
      body: { title: 'T', body: 'B', head: HEAD, base: 'main' },
    });
  });

  it('gets the new title and body where it is open', async () => {
    const server = await github(json([pull({ body: 'of yesterday' })]), json(pull()));
    expect(await open(server)).toEqual({ url: 'https://github.com/a/b/pull/7', created: false });
    expect(server.recorded[1]).toMatchObject({
      ...{ method: 'PATCH', path: '/repos/a/b/pulls/7', body: { title: 'T', body: 'B' } },
    });
  });

  it('is left alone where nothing changed', async () => {
    const server = await github(json([pull()]));
    expect(await open(server)).toMatchObject({ created: false });
    expect(server.recorded).toHaveLength(1);
  });

  it('has a title on one line and a body that the API takes, cut at the end of a line', async () => {
    const server = await github(json([]), json(pull(), 201));
    const body = 'a line of the report\n'.repeat(5000);
    await open(server, { title: `two\nlines ${'x'.repeat(300)}`, body });
    const sent = server.recorded[1]?.body;
    expect(sent?.title).toMatch(/^two lines x+…$/);
    expect(sent?.title).toHaveLength(256);
    expect(sent?.body?.length).toBeLessThanOrEqual(65_536);
    expect(sent?.body).toMatch(/report\n\n… cut here: .*\n$/);
  });
});

describe('what goes wrong', () => {
  it.each([
    [401, /GITHUB_TOKEN is still valid/],
    [403, /permissions: pull-requests: write.*allow Actions to create pull requests/],
    [404, /name of the repository/],
    [500, /run again/],
    [302, /redirects are not followed/],
  ])('a %i says what to do and not the token', async (code, advice) => {
    const server = await github(json({ message: 'Not <today>' }, code));
    const error = await failure(open(server));
    expect(error).toMatchObject({ code: 'export' });
    expect(error.message).toMatch(advice);
    expect(error.message).toContain('(Not <today>)');
    expect(`${error.message} ${error.stack}`).not.toContain(TOKEN);
  });

  it('a 422 holds what GitHub says of it', async () => {
    const said = { message: 'Validation Failed', errors: [{ message: 'No commits between' }, 1] };
    const server = await github(json([]), json(said, 422));
    expect((await failure(open(server))).message).toContain(
      '(Validation Failed; No commits between)',
    );
  });

  it('a server that says the token back is not quoted with it', async () => {
    const long = `${'x'.repeat(480)} Bearer ${TOKEN}`;
    const said = { message: `Bad credentials: ${TOKEN}`, errors: [{ message: long }] };
    const server = await github(json(said, 401));
    const error = await failure(open(server));
    expect(error.message).toContain('(Bad credentials: ***; xxx');
    expect(`${error.message} ${error.stack}`).not.toContain(TOKEN.slice(0, 5));
  });

  it('a used up rate limit is no missing permission', async () => {
    const server = await github(status(403, { 'x-ratelimit-remaining': '0' }));
    expect((await failure(open(server))).message).toMatch(/wait an hour/);
  });

  it('a redirect gets neither a request nor the token', async () => {
    const other = await github(json([]));
    const server = await github(status(307, { location: `${other.origin}/repos/a/b/pulls` }));
    await failure(open(server));
    expect(other.recorded).toEqual([]);
    expect(server.recorded).toHaveLength(1);
  });

  it.each([
    ['no list', json({})],
    ['no pull request', json([null])],
    ['an address that is none', json([pull({ html_url: 'javascript:alert(1)' })])],
    ['a number that is a path', json([pull({ number: '7/../8' })])],
    ['no JSON', ((response) => response.end('<html>')) as Answer],
    ['a body without end', ((response) => response.end(Buffer.alloc(5_000_000, 32))) as Answer],
    ['a connection that breaks', ((response) => response.destroy()) as Answer],
  ])('an answer with %s', async (_, answer) => {
    const server = await github(answer);
    await failure(open(server));
    expect(server.recorded).toHaveLength(1);
  });

  it.each(['a', 'a/b/c', 'a/..', '../b', 'a/b?x=1', ''])(
    'the repository %j',
    async (repository) => {
      const server = await github(json([]));
      const error = await failure(open(server, { repository }));
      expect(error).toMatchObject({ code: 'config', subject: 'GITHUB_REPOSITORY' });
      expect(server.recorded).toEqual([]);
    },
  );

  it('no token, or an API that is no address or not safe', async () => {
    const server = await github(json([]));
    expect(await failure(open(server, { token: undefined }))).toMatchObject({ code: 'config' });
    expect(await failure(open(server, { apiUrl: 'api' }))).toMatchObject({ code: 'config' });
    const apiUrl = 'http://api.example.org';
    expect((await failure(open(server, { apiUrl }))).message).toMatch(/https address/);
  });

  it('being stopped', async () => {
    const stop = new AbortController();
    const server = await github(() => stop.abort(new Error('interrupted')));
    const error = await failure(open(server, { signal: stop.signal }));
    expect(error.message).toMatch(/stopped/);
  });
});
