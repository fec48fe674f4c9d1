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

const ROOT = join(import.meta.dirname, '..');
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
  return {
    remote,
    api,
    /** The publisher changes a document. */
    async publish(edit: (document: UnifiedMappings) => void) {
      const file = join(folder, 'pipelines/sample', DOCUMENT);
      const document = JSON.parse(await readFile(file, 'utf8'));
      edit(document);
      await writeFile(file, JSON.stringify(document));
    },
    async night(): Promise<CliResult & { clone: Clone; outputs: Map<string, string> }> {
      night += 1;
      const clone = await remote.clone('--depth', '1');
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
        },
      });
      return { ...result, clone, outputs: outputsIn(await readFile(join(work, 'output'), 'utf8')) };
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
  const failed = await night();
  expect(failed.exitCode).toBe(1);
  expect(failed.stdout).toMatch(/kev.*failed/);
  expect(failed.outputs.get('failed')).not.toBe('0');
  const manifest = JSON.parse(await remote.show('output/sample/manifest.json'));
  const kept = manifest.sets.filter(({ status }: { status: string }) => status === 'kept');
  expect(kept.length).toBeGreaterThan(0);
});
