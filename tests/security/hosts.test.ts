import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runBuild } from '../../src/commands/run-build.ts';
import { folderFiles } from '../../src/io/folder-files.ts';
import { openPullRequest } from '../../src/io/github/pull-request.ts';
import { run as fetcher, serve, status, type TestServer, text } from '../io/fetch/support.ts';
import { writeSitePipeline } from '../support/generated-site/site-pipeline.ts';
import { serveSmallSite } from '../support/generated-site/small-site.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import { servedPipeline, serveSample } from '../support/sample-server.ts';

const TOKEN = 'ghp_0123456789secret';
const CODES = [301, 302, 303, 307, 308];

/** A host that no pipeline names. */
let stranger: TestServer;
let folder: string;
beforeEach(async () => {
  stranger = await serve(text('{}'));
  folder = await temporaryFolder();
});
const untouched = () =>
  expect({ asked: stranger.requests.length, connections: stranger.connections() }).toEqual({
    asked: 0,
    connections: 0,
  });

/** Addresses of a host that is not named: in full, without scheme, by another name, over TLS. */
const addressesOf = ({ host, origin }: TestServer) => [
  `${origin}/a`,
  `//${host}/a`,
  `http://${host.replace('127.0.0.1', 'localhost')}/a`,
  `https://${host}/a`,
  `http:\\\\${host}\\a`,
];

const build = (pipeline: string, cache: string) =>
  runBuild({
    ...{ pipelines: [pipeline], out: join(folder, 'out'), cache: join(folder, cache) },
  });

async function textsBelow(path: string): Promise<string> {
  const { files } = await folderFiles(path);
  const texts = files.map((file) => readFile(join(path, file), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

describe('a host that no pipeline names is not asked', () => {
  it.each([
    ['the listing', '/git-tree.json'],
    ['a document', '/mappings/'],
    ['the ATT&CK index', '/attack/index.json'],
    ['an ATT&CK bundle', '/attack/enterprise'],
  ])('where %s redirects to it', async (_, start) => {
    const server = await serveSample();
    const pipeline = await servedPipeline(folder, server);
    let redirected = 0;
    for (const location of addressesOf(stranger)) {
      server.override = (path, response) => {
        if (!path.startsWith(start)) return false;
        redirected += 1;
        response.writeHead(302, { location }).end();
        return true;
      };
      await build(pipeline, `cache${redirected}`).catch(() => undefined);
    }
    expect(redirected).toBeGreaterThanOrEqual(addressesOf(stranger).length);
    untouched();
  });

  it.each([
    ['the home page', /^\/mappings\/$/],
    ['robots.txt', /^\/robots\.txt$/],
    ['a page', /^\/mappings\/external\//],
  ])('where %s of a site redirects to it', async (_, paths) => {
    const site = await serveSmallSite();
    const pipeline = await writeSitePipeline(folder, site);
    let redirected = 0;
    site.override = (path, response) => {
      if (!paths.test(path)) return false;
      redirected += 1;
      const [first = ''] = addressesOf(stranger);
      response.writeHead(302, { location: first }).end();
      return true;
    };
    await build(pipeline, 'cache').catch(() => undefined);
    expect(redirected).toBeGreaterThan(0);
    untouched();
  });

  it('where every page and robots.txt of a site link to it', async () => {
    const site = await serveSmallSite();
    const pipeline = await writeSitePipeline(folder, site);
    const links = addressesOf(stranger)
      .map((href) => `<a href="${href}">x</a><a href="${href}/mappings/external/x/">x</a>`)
      .join('');
    const head = `<base href="${stranger.origin}"><meta http-equiv="refresh" content="0;url=${stranger.origin}"><link rel="canonical" href="${stranger.origin}">`;
    let linked = 0;
    site.override = (path, response) => {
      if (path === '/robots.txt') {
        response.end(`User-agent: *\nAllow: /\nSitemap: ${stranger.origin}/sitemap.xml\n`);
        return true;
      }
      const page = path.startsWith('/mappings/')
        ? site.pages.render(path.slice('/mappings/'.length))
        : undefined;
      if (typeof page !== 'string') return false;
      linked += 1;
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(page.replace('<head>', `<head>${head}`).replace('<body>', `<body>${links}`) + links);
      return true;
    };
    await build(pipeline, 'cache').catch(() => undefined);
    expect(linked).toBeGreaterThan(0);
    untouched();
  });

  it('where listed paths and data name it', async () => {
    const server = await serveSample();
    const pipeline = await servedPipeline(folder, server);
    const version = 'attack-16.1/a-v1/enterprise';
    const tree = [
      `mappings/${stranger.origin}/${version}/a.json`,
      `mappings/@${stranger.host}/attack-16.1/@${stranger.host}-v1/enterprise/a.json`,
      `mappings/a/${version}/\\\\${stranger.host}\\a.json`,
      `mappings/a/${version}/?url=${stranger.origin}.json`,
    ].map((path) => ({ path, type: 'blob' }));
    const index = { collections: [{ name: 'Enterprise ATT&CK', versions: [] as unknown[] }] };
    index.collections[0]?.versions.push({ version: '16.1', url: `${stranger.origin}/b.json` });
    server.override = (path, response) => {
      if (path !== '/git-tree.json' && path !== '/attack/index.json') return false;
      response.end(JSON.stringify(path === '/git-tree.json' ? { tree } : index));
      return true;
    };
    await build(pipeline, 'cache').catch(() => undefined);
    untouched();
  });
});

describe('the token', () => {
  const sent = ({ requests }: TestServer) => requests.map(({ headers }) => headers.authorization);
  const leaks = ({ requests }: TestServer) =>
    requests.filter(({ url, rawHeaders }) => `${url} ${rawHeaders.join(' ')}`.includes(TOKEN));

  it.each(CODES)('goes along a %i to its own host alone, there and back', async (code) => {
    const named = await serve((response, request) =>
      response
        .writeHead(code, { location: new URL('/back', github.origin).href + request.url })
        .end(),
    );
    const github: TestServer = await serve((response, request) => {
      if (request.url?.startsWith('/back')) response.end('back');
      else if (request.url === '/out')
        response.writeHead(code, { location: `${stranger.origin}/?t=1` }).end();
      else response.writeHead(code, { location: `${named.origin}/b` }).end();
    });
    const servers = [github, named];
    const {
      text: read,
      fetch,
      warnings,
    } = await fetcher({
      ...{ servers, githubToken: TOKEN, tokenHost: github.host },
    });
    expect(await read(`${github.origin}/a`)).toBe('back');
    const error = await fetch(`${github.origin}/out`).catch((thrown) => thrown);
    expect(`${error.stack} ${JSON.stringify(warnings)}`).not.toContain(TOKEN);
    expect(sent(github)).toEqual(Array(3).fill(`Bearer ${TOKEN}`));
    expect(sent(named)).toEqual([undefined]);
    expect(leaks(named)).toEqual([]);
    untouched();
  });

  it.each([...CODES, 401, 404, 422, 500])(
    'goes to no other host where the pull request API answers %i, and is not printed',
    async (code) => {
      const location = `${stranger.origin}/repos/a/b/pulls`;
      const server = await serve(status(code, { location }));
      const error = await openPullRequest({
        ...{ apiUrl: server.origin, repository: 'a/b', token: TOKEN },
        ...{ head: 'h', base: 'main', title: 'T', body: 'B' },
      }).catch((thrown) => thrown);
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(TOKEN);
      expect(sent(server)).toEqual([`Bearer ${TOKEN}`]);
      untouched();
    },
  );

  it('of the environment goes to no host of a pipeline but its own, and into no file', async () => {
    const headers: string[] = [];
    const server = await serveSample();
    server.override = (_, __, request) => {
      headers.push(request.rawHeaders.join(' '));
      return false;
    };
    const pipeline = await servedPipeline(folder, server);
    const args = [
      ...['regenerate', pipeline, '--out', join(folder, 'out'), '--cache', join(folder, 'cache')],
      ...['--report', join(folder, 'report.json')],
    ];
    const { exitCode, stdout, stderr } = await runCli(args, {
      env: { ...process.env, GITHUB_TOKEN: TOKEN },
    });
    expect(exitCode, stderr).toBe(0);
    expect(headers.length).toBeGreaterThan(10);
    expect(`${stdout} ${stderr} ${headers.join('\n')}`).not.toContain(TOKEN);
    expect(await textsBelow(folder)).not.toContain(TOKEN);
  });
});
