import { readFileSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import type { UnifiedMappings } from '../src/generated/unified-mappings.ts';
import { BRANCH, bareRemote, type Clone } from './support/git-remote.ts';
import { type CliResult, runProcess, temporaryFolder } from './support/run-cli.ts';
import { successionBreaches } from './support/stix-succession.ts';

const ROOT = join(import.meta.dirname, '..');
const KEV = 'kev/attack-15.1/kev-02.13.2025/mobile';
const GCP =
  'mappings/gcp/attack-16.1/gcp-03.06.2025/enterprise/gcp-03.06.2025_attack-16.1-enterprise.json';
const DOCUMENT =
  'mappings/kev/attack-15.1/kev-02.13.2025/mobile/kev-02.13.2025_attack-15.1-mobile.json';

/** The script of the step that regenerates, as the action has it. */
function regenerateScript(): string {
  const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
  const step = action.runs.steps.find(({ id }: { id?: string }) => id === 'regenerate');
  expect(step.run).toContain('regenerate');
  return step.run;
}

interface Pull {
  number: number;
  html_url: string;
  title: string;
  body: string;
}

/** Pull requests as GitHub has them, of one branch. */
async function github() {
  const pulls: Pull[] = [];
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    calls.push(request.method ?? '');
    const body = text === '' ? {} : JSON.parse(text);
    let answer: unknown = pulls;
    if (request.method === 'POST') {
      answer = { number: 1, html_url: 'https://github.com/a/b/pull/1', ...body };
      pulls.push(answer as Pull);
    } else if (request.method === 'PATCH') answer = Object.assign(pulls[0] ?? {}, body);
    response.writeHead(request.method === 'POST' ? 201 : 200).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { pulls, calls, origin: `http://127.0.0.1:${port}` };
}

/** A repository that regenerates the sample every night, each time in a clone as the runner has one. */
async function repository() {
  const folder = await temporaryFolder();
  await cp(join(ROOT, 'pipelines'), join(folder, 'pipelines'), { recursive: true });
  const remote = await bareRemote();
  const api = await github();
  const script = regenerateScript();
  let night = 0;
  let staying: Clone | undefined;
  return {
    remote,
    api,
    /** From now on every night works in the same clone. */
    async stay(): Promise<Clone> {
      staying = await remote.clone();
      return staying;
    },
    /** The publisher's document from now on is this one changed. */
    async publish(edit: (document: UnifiedMappings) => void, path = DOCUMENT) {
      const document = JSON.parse(await readFile(join(ROOT, 'pipelines/sample', path), 'utf8'));
      edit(document);
      await writeFile(join(folder, 'pipelines/sample', path), JSON.stringify(document));
    },
    /** The publisher lists only files that fit. */
    async list(fits: (path: string) => boolean) {
      const text = await readFile(join(ROOT, 'pipelines/sample/git-tree.json'), 'utf8');
      const listing = JSON.parse(text);
      const tree = listing.tree.filter(({ path }: { path: string }) => fits(path));
      const file = join(folder, 'pipelines/sample/git-tree.json');
      await writeFile(file, JSON.stringify({ ...listing, tree }));
    },
    async night(
      more: Readonly<Record<string, string>> = {},
    ): Promise<CliResult & { clone: Clone; outputs: Map<string, string> }> {
      night += 1;
      const clone = staying ?? (await remote.clone('--depth', '1'));
      const work = join(folder, `runner-${night}`);
      await mkdir(work);
      const result = await runProcess('bash', ['-e', '-o', 'pipefail', '-c', script], {
        cwd: clone.folder,
        env: {
          ...process.env,
          GITHUB_ACTION_PATH: ROOT,
          GITHUB_API_URL: api.origin,
          GITHUB_REPOSITORY: 'a/b',
          GITHUB_REF_NAME: 'main',
          GITHUB_REF_TYPE: 'branch',
          GITHUB_OUTPUT: join(work, 'output'),
          GITHUB_STEP_SUMMARY: join(work, 'summary'),
          GITHUB_TOKEN: 'ghs_secret',
          PIPELINES: join(folder, 'pipelines/sample.yaml'),
          OUT: 'output',
          BRANCH,
          PULL_REQUEST: 'true',
          ACCEPT: '',
          ARGS: '',
          WORK: join(work, 'attack-mappings'),
          ...more,
        },
      });
      const told = await readFile(join(work, 'output'), 'utf8').catch(() => '');
      return { ...result, clone, outputs: outputsIn(told) };
    },
  };
}

function outputsIn(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/^([\w-]+)<<(\S+)\n(.*?)\n\2$/gms)].map(([, name = '', , value = '']) => [
      name,
      value,
    ]),
  );
}

const recomment = (comment: string) => (document: UnifiedMappings) => {
  for (const row of document.mapping_objects) row.comments = comment;
};

it('the first night opens the change, the second does nothing, a new change replaces it', async () => {
  const { night, remote, api, publish } = await repository();
  const first = await night();
  expect(first.exitCode, first.stderr).toBe(0);
  expect(Object.fromEntries(first.outputs)).toMatchObject({
    changed: 'true',
    'pull-request': 'https://github.com/a/b/pull/1',
  });
  const tip = await remote.tip();
  expect(await remote.ahead()).toEqual([api.pulls[0]?.title]);
  expect(api.pulls[0]?.body).toMatch(/13 added/);
  const files = (await remote.run('diff', '--name-only', `main...${BRANCH}`)).trim().split('\n');
  expect(files.length).toBeGreaterThan(200);
  for (const file of files) expect(file).toMatch(/^output\/sample\//);
  // What else lies in the clone, and its index, is as it was.
  expect(await first.clone.run('status', '--porcelain', '--ignored')).toBe('!! output/sample/\n');

  api.calls.length = 0;
  const second = await night();
  expect(second.exitCode, second.stderr).toBe(0);
  expect(await remote.tip()).toBe(tip);
  expect(api.calls).toEqual(['GET']);

  await publish(recomment('Another reason.'));
  const third = await night();
  expect(third.exitCode, third.stderr).toBe(0);
  expect(await remote.tip()).not.toBe(tip);
  expect(await remote.ahead()).toHaveLength(1);
});

it('once it is merged, a night says what changed since', async () => {
  const { night, remote, api, publish } = await repository();
  await night();
  await remote.run('update-ref', 'refs/heads/main', BRANCH);
  await remote.run('update-ref', '-d', `refs/heads/${BRANCH}`);
  api.pulls.length = 0;
  const idle = await night();
  expect(idle.outputs.get('changed')).toBe('false');
  expect(await remote.tip()).toBe('');
  expect(api.pulls).toEqual([]);

  await publish(recomment('Another reason.'));
  const busy = await night();
  expect(busy.exitCode, busy.stderr).toBe(0);
  expect(busy.outputs.get('mappings-changed')).toBe('9');
  expect(api.pulls[0]?.title).toMatch(/^kev: 9 mappings changed/);
  expect(api.pulls[0]?.body).toMatch(/Another reason/);
  const files = (await remote.run('diff', '--name-only', `main...${BRANCH}`)).trim().split('\n');
  for (const file of files) expect(file).toMatch(/kev.*mobile|combined|manifest/);
});

it('a commit of somebody else on the branch is not overwritten', async () => {
  const { night, remote, publish } = await repository();
  await night();
  const clone = await remote.clone();
  await clone.run('checkout', '--quiet', BRANCH);
  await clone.write('output/sample/NOTICE', 'set by hand\n');
  await clone.run('add', '--force', 'output/sample/NOTICE');
  const theirs = await clone.commit('Set by hand', 'Grace');
  await clone.run('push', '--quiet', 'origin', `HEAD:${BRANCH}`);
  await publish(recomment('Another reason.'));
  const refused = await night();
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toMatch(/"Set by hand" by Grace .*Nothing was overwritten/);
  expect(await remote.tip()).toBe(theirs);
});

it('what succeeded is committed, and the run fails all the same', async () => {
  const { night, remote, publish } = await repository();
  await night();
  await remote.run('update-ref', 'refs/heads/main', BRANCH);
  await publish((document) => Object.assign(document, { mapping_objects: 'none' }));
  await publish(recomment('Another reason.'), GCP);
  const failed = await night();
  expect(failed.exitCode).toBe(1);
  expect(failed.stdout).toMatch(/kev.*failed/);
  expect(failed.outputs.get('failed')).not.toBe('0');
  const manifest = JSON.parse(await remote.show('output/sample/manifest.json'));
  const kept = manifest.sets.filter(({ status }: { status: string }) => status === 'kept');
  expect(kept.length).toBeGreaterThan(0);
  const files = (await remote.run('diff', '--name-only', `main...${BRANCH}`)).trim().split('\n');
  expect(files).toContain('output/sample/gcp/attack-16.1/gcp-03.06.2025/enterprise/mappings.json');
  expect(files.filter((file) => /kev.*mobile/.test(file))).toEqual([]);
});

it('a bad night takes nothing from the good one that waits to be merged', async () => {
  const { night, remote, api, publish } = await repository();
  await night();
  await remote.run('update-ref', 'refs/heads/main', BRANCH);
  await publish(recomment('Another reason.'));
  await night();
  const [tip, title] = [await remote.tip(), api.pulls[0]?.title];
  expect(title).toMatch(/^kev: 9 mappings changed/);
  const mappings = await remote.show(`output/sample/${KEV}/mappings.json`);

  await publish((document) => Object.assign(document, { mapping_objects: 'none' }));
  expect((await night()).exitCode).toBe(1);
  expect(await remote.tip()).toBe(tip);
  expect(api.pulls[0]?.title).toBe(title);

  // The next good night goes on from what waits: one commit, with both changes.
  await publish(recomment('A better reason.'));
  const good = await night();
  expect(good.exitCode, good.stderr).toBe(0);
  expect(await remote.ahead()).toHaveLength(1);
  expect(await remote.show(`output/sample/${KEV}/mappings.json`)).not.toBe(mappings);
  expect(api.pulls[0]?.body).toMatch(/A better reason/);
  const bundle = JSON.parse(await remote.show(`output/sample/${KEV}/stix-bundle.json`));
  const main = JSON.parse(await remote.show(`output/sample/${KEV}/stix-bundle.json`, 'main'));
  expect(successionBreaches(main, bundle)).toEqual([]);
});

it('in a clone that stays, the second run does nothing, whatever went', async () => {
  const { night, remote, api, list, stay } = await repository();
  const accept = { ACCEPT: 'lost_capabilities max_shrinkage new_values changed_shape' };
  await list((path) => !path.includes('m365-07.18.2025'));
  const clone = await stay();
  await night();
  await remote.run('update-ref', 'refs/heads/main', BRANCH);
  await remote.run('update-ref', '-d', `refs/heads/${BRANCH}`);
  const update = 'git fetch -q && git reset -q --hard @{u} && git clean -qfd output';
  expect((await runProcess('bash', ['-ec', update], { cwd: clone.folder })).exitCode).toBe(0);
  await list(() => true);
  const first = await night(accept);
  expect(first.exitCode, first.stderr).toBe(0);
  const tip = await remote.tip();
  // The bundle of the release before went, and so did what was aligned of it.
  const deleted = ['--name-only', '--no-renames', '--diff-filter=D'];
  const gone = await remote.run('diff', ...deleted, `main...${BRANCH}`);
  expect(gone.split('\n').length).toBeGreaterThan(10);
  api.calls.length = 0;
  const second = await night(accept);
  expect(second.exitCode, second.stderr).toBe(0);
  expect(await remote.tip()).toBe(tip);
  expect(api.calls).toEqual(['GET']);
  expect(second.outputs.get('title')).toBe(first.outputs.get('title'));
});

it('a pull request that could not be opened is opened by the next night', async () => {
  const { night, remote, api } = await repository();
  const first = await night({ GITHUB_API_URL: 'http://127.0.0.1:9' });
  expect(first.exitCode).toBe(1);
  expect(first.stdout).toMatch(/pushed to attack-mappings\/regenerate/);
  const tip = await remote.tip();
  expect(tip).not.toBe('');
  expect((await night()).exitCode).toBe(0);
  expect(await remote.tip()).toBe(tip);
  expect(api.pulls).toHaveLength(1);
  expect(api.pulls[0]?.body).toMatch(/13 added/);
});

it('what cannot be published is refused before anything is built', async () => {
  const { night, remote } = await repository();
  const misuse: readonly [Readonly<Record<string, string>>, RegExp][] = [
    [{ BRANCH: 'a b' }, /expected the name of a branch/],
    [{ BRANCH: '--upload-pack=x' }, /expected the name of a branch/],
    [{ BRANCH: 'main' }, /main is the branch that changes are for/],
    [{ ARGS: '--remote nope' }, /expected one of the remotes/],
    [{ GITHUB_TOKEN: '' }, /GITHUB_TOKEN/],
    [{ OUT: '/tmp' }, /is in no git repository/],
    [{ BRANCH: '' }, /name it with --branch/],
    [{ PIPELINES: ' ' }, /name pipelines/],
  ];
  for (const [env, message] of misuse) {
    const { exitCode, stderr, stdout } = await night({ GITHUB_OUTPUT: '/dev/null', ...env });
    expect(exitCode, stdout + stderr).toBe(2);
    expect(stderr).toMatch(message);
  }
  expect(await remote.run('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main\n');
});
