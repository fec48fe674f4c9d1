import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { regenerate } from '../../src/commands/regenerate/run.ts';
import { whatChanged } from '../../src/commands/regenerate/what-changed.ts';
import { runBuild } from '../../src/commands/run-build.ts';
import { validateValue } from '../../src/commands/validate/value.ts';
import { folderContents } from '../support/folder-contents.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import { sampleText, servedPipeline, serveSample } from '../support/sample-server.ts';

const KEV = 'kev/attack-15.1/kev-02.13.2025/mobile';
const DOCUMENT = `mappings/${KEV}/kev-02.13.2025_attack-15.1-mobile.json`;
const NIST = 'nist_800_53/attack-16.1/nist_800_53-rev5/enterprise';
const NIST_DOCUMENT = `mappings/${NIST}/nist_800_53-rev5_attack-16.1-enterprise.json`;
const GATES = 'align: latest\nexpect: { max_shrinkage: 0.3 }\n';

/** A publisher that answers as GitHub does, with ETags, and a repository that regenerates from it. */
async function publisher(settings = GATES) {
  const folder = await temporaryFolder();
  const server = await serveSample();
  const pipeline = await servedPipeline(folder, server, settings);
  const answers = new Map<string, string>();
  /** Requests that had to be answered whole, and all of them. */
  const asked = { unconditional: 0, all: 0 };
  server.override = async (path, response, request) => {
    const text = answers.get(path.slice(1)) ?? (await sampleText(path.slice(1)).catch(() => null));
    if (text === null) return false;
    asked.all += 1;
    const etag = `"${createHash('sha1').update(text).digest('hex')}"`;
    const known = request.headers['if-none-match'];
    if (known === undefined) asked.unconditional += 1;
    if (known === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { etag }).end(text);
    return true;
  };
  const out = join(folder, 'out');
  const file = (name: string) => join(folder, name);
  const request = { pipelines: [pipeline], out, cache: file('cache') };
  return {
    folder,
    file,
    request,
    asked,
    run: (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
      runCli(['regenerate', pipeline, '--out', out, '--cache', file('cache'), '--quiet', ...args], {
        env: { ...process.env, ...env },
      }),
    contents: () => folderContents(join(out, 'served')),
    /** The publisher changes rows of a document. */
    async publish(path: string, edit: (rows: Record<string, unknown>[]) => unknown) {
      const document = JSON.parse(await sampleText(path));
      edit(document.mapping_objects);
      answers.set(path, JSON.stringify(document));
    },
    /** The publisher lists only files that fit. */
    async list(fits: (path: string) => boolean) {
      const listing = JSON.parse(await sampleText('git-tree.json'));
      const tree = listing.tree.filter(({ path }: { path: string }) => fits(path));
      answers.set('git-tree.json', JSON.stringify({ ...listing, tree }));
    },
    broken: (path: string) => answers.set(path, '<html></html>'),
    mended: (path: string) => answers.delete(path),
  };
}

const recomment = (rows: Record<string, unknown>[]) => {
  for (const row of rows.slice(0, 2)) row.comments = 'Another reason.';
};

it('the first run changes all, the second nothing, asking only whether something changed', async () => {
  const { run, contents, asked } = await publisher();
  const first = await run(['--exit-code']);
  expect(first.exitCode, first.stderr).toBe(10);
  expect(first.stdout).toMatch(/sets: 0 compared, 0 changed, 13 added, 0 removed/);
  const before = await contents();
  asked.all = 0;
  asked.unconditional = 0;
  const second = await run(['--exit-code']);
  expect(second.exitCode, second.stderr).toBe(0);
  expect(second.stdout).toMatch(/nothing differs/);
  expect(await contents()).toEqual(before);
  expect(asked.all).toBeGreaterThan(13);
  expect(asked.unconditional).toBe(0);
});

it('says what changed, in words, Markdown, JSON and SARIF, and to a job of GitHub', async () => {
  const { run, publish, file } = await publisher();
  await run();
  await publish(DOCUMENT, recomment);
  const job = { GITHUB_OUTPUT: file('output'), GITHUB_STEP_SUMMARY: file('summary') };
  const { exitCode, stdout, stderr } = await run(
    [
      ...['--exit-code', '--json', '--changes', file('changes.md'), '--report', file('run.json')],
      ...['--sarif', file('findings.sarif')],
    ],
    job,
  );
  expect(exitCode, stderr).toBe(10);
  const told = JSON.parse(stdout);
  expect(validateValue(told)).toEqual({ kind: 'regeneration report', findings: [] });
  const { changed, files, changes, run: report } = told;
  expect(validateValue(changes).findings).toEqual([]);
  expect(changed).toBe(true);
  expect(files).toBeGreaterThan(5);
  expect(changes.totals.changes.mappings).toMatchObject({ changed: 2, comment: 2, added: 0 });
  expect(JSON.parse(await readFile(file('run.json'), 'utf8'))).toEqual(report);
  const markdown = await readFile(file('changes.md'), 'utf8');
  expect(markdown).toMatch(/^# kev: 2 mappings changed\n/);
  expect(markdown).toMatch(/Another reason\\?\./);
  const sarif = JSON.parse(await readFile(file('findings.sarif'), 'utf8'));
  expect(sarif.runs[0].results.length).toBeGreaterThan(3);
  const outputs = await readFile(file('output'), 'utf8');
  expect(outputs).toMatch(/^changed<<(\S+)\ntrue\n\1$/m);
  expect(outputs).toMatch(/^mappings-changed<<(\S+)\n2\n\1$/m);
  expect(outputs).toContain(`\n${file('run.json')}\n`);
  const summary = await readFile(file('summary'), 'utf8');
  expect(summary).toMatch(/^## Mappings/);
  expect(summary).toMatch(/Another reason\\?\./);
});

it('ends with the gravest of what happened, and keeps what is good', async () => {
  const { run, publish, broken, mended, contents } = await publisher();
  await run();
  const good = await contents();
  await publish(NIST_DOCUMENT, recomment);
  await publish(DOCUMENT, (rows) => rows.splice(1));
  const stopped = await run(['--exit-code']);
  expect(stopped.exitCode, stopped.stderr).toBe(11);
  expect(stopped.stdout).toMatch(/max_shrinkage: .*let it through once with --accept/);
  const then = await contents();
  expect(then[`${KEV}/mappings.json`]).toBe(good[`${KEV}/mappings.json`]);
  expect(then[`${NIST}/mappings.json`]).not.toBe(good[`${NIST}/mappings.json`]);

  broken(
    'mappings/gcp/attack-16.1/gcp-03.06.2025/enterprise/gcp-03.06.2025_attack-16.1-enterprise.json',
  );
  expect((await run(['--exit-code'])).exitCode).toBe(1);
  mended(
    'mappings/gcp/attack-16.1/gcp-03.06.2025/enterprise/gcp-03.06.2025_attack-16.1-enterprise.json',
  );

  const accepted = await run(['--exit-code', '--accept', `max_shrinkage:${KEV}`]);
  expect(accepted.exitCode, accepted.stdout).toBe(10);
  expect(accepted.stdout).toMatch(/KEV.*mobile/);
  expect((await run(['--accept', 'max_shrinkages'])).exitCode).toBe(2);
});

it('an id that is only padded otherwise is listed, and no change', async () => {
  const { run, publish, contents } = await publisher();
  await run();
  const before = await contents();
  await publish(NIST_DOCUMENT, (rows) => {
    for (const row of rows) if (row.capability_id === 'AC-02') row.capability_id = 'AC-2';
  });
  const { exitCode, stdout } = await run(['--exit-code']);
  expect(exitCode, stdout).toBe(0);
  expect(stdout).toMatch(/respelled[\s\S]*AC-02[\s\S]*AC-2/);
  expect((await contents())[`${NIST}/mappings.json`]).not.toBe(before[`${NIST}/mappings.json`]);
});

it('a run that ended in the middle is reported by the next one', async () => {
  const { run, publish, request } = await publisher();
  await run();
  await publish(DOCUMENT, recomment);
  await publish(NIST_DOCUMENT, recomment);
  const stop = new AbortController();
  const first = regenerate({
    ...request,
    signal: stop.signal,
    observe(event) {
      if (event.type === 'set' && event.report.path === KEV) stop.abort(new Error('interrupted'));
    },
  });
  await expect(first).rejects.toThrow('interrupted');
  // A build in between is part of what is compared.
  await runBuild(request);
  const { report } = whatChanged((await regenerate(request)).folders);
  expect(report.sets.map(({ new_key }) => new_key.framework)).toEqual(['kev', 'nist_800_53']);
  expect(whatChanged((await regenerate(request)).folders).changed).toBe(false);
});

it('what cannot be compared counts as new, and ends nothing', async () => {
  const { run, publish, folder } = await publisher();
  await run();
  const file = join(folder, 'out/served', KEV, 'mappings.json');
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, 500));
  await publish(DOCUMENT, recomment);
  const { exitCode, stdout, stderr } = await run(['--exit-code']);
  expect(exitCode, stdout + stderr).toBe(10);
  expect(stderr).toMatch(/mappings.json as it was before cannot be compared: expected JSON/);
  expect(stdout).toMatch(/1 added/);
  expect((await run(['--exit-code'])).exitCode).toBe(0);
});

it('needs canonical sets, pipelines, and what a pull request takes', async () => {
  const { run } = await publisher();
  const { exitCode, stderr } = await run(['--formats', 'csv,stix']);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/regenerate compares canonical sets, .*add json/);
  expect((await runCli(['regenerate', 'mappings-explorr'])).exitCode).toBe(2);
  const alone = await run(['--pull-request']);
  expect(alone).toMatchObject({ exitCode: 2, stdout: '' });
  expect(alone.stderr).toMatch(/name it with --branch/);
  const tokenless = await run(['--pull-request', '--branch', 'b'], { GITHUB_TOKEN: '' });
  expect(tokenless).toMatchObject({ exitCode: 2, stdout: '' });
  expect(tokenless.stderr).toMatch(/GITHUB_TOKEN/);
});

it('says which sets the source has no longer, once', async () => {
  const { run, list } = await publisher();
  await run();
  await list((path) => !path.includes('/csa_ccm/'));
  const gone = await run(['--exit-code']);
  expect(gone.exitCode, gone.stderr).toBe(10);
  expect(gone.stdout).toMatch(/sets removed: 1\n {2}CSA CCM 4\.1/);
  expect((await run(['--exit-code'])).exitCode).toBe(0);
});
