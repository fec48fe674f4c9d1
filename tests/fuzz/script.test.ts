import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { readOptions } from '../../fuzz/options.ts';
import { watch } from '../../fuzz/watch.ts';
import { runProcess, temporaryFolder } from '../support/run-cli.ts';

const ROOT = join(import.meta.dirname, '../..');
const JOB = { minutes: 0.02, only: ['identifiers'], seed: 5 };

/** A process in place of the one that tries. */
async function script(text: string): Promise<URL> {
  const file = join(await temporaryFolder(), 'tries.mjs');
  await writeFile(file, text);
  return pathToFileURL(file);
}

it('tries until the time is over, and counts', async () => {
  const { tried, failure, lastSeed } = await watch(JOB);
  expect(failure).toBeUndefined();
  expect([...tried.keys()][0]).toBe('identifiers/stix');
  expect(lastSeed).toBeGreaterThanOrEqual(5);
});

it('kills what hangs, and says at which input', async () => {
  const hangs = await script(`
    process.send({ type: 'trying', target: 'a/b', seed: 9 });
    process.send({ type: 'input' });
    process.send({ type: 'input' });
    for (;;);
  `);
  const { failure } = await watch(JOB, 3000, hangs);
  expect(failure).toMatchObject({ target: 'a/b', seed: 9 });
  expect(failure?.message).toMatch(/^input 2 of the round: more than 3000 ms/);
});

it('takes a process that ends by itself for a failure', async () => {
  const dies = await script(
    `process.send({ type: 'trying', target: 'a/b', seed: 1 }, () => process.exit(3));`,
  );
  const { failure } = await watch(JOB, 30_000, dies);
  expect(failure?.message).toMatch(/the process ended with 3/);
});

it('hands on what failed, bytes and all', async () => {
  const fails = await script(`
    const failure = { target: 'a/b', seed: 1, path: '0:1', message: 'no', input: Buffer.from([0, 255]) };
    process.send({ type: 'failed', failure }, () => process.disconnect());
  `);
  const { failure } = await watch(JOB, 30_000, fails);
  expect(failure).toMatchObject({ path: '0:1', message: 'no' });
  expect(Buffer.from(failure?.input ?? '')).toEqual(Buffer.from([0, 255]));
});

it('is run by npm, and ends with 2 on a mistake', async () => {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  expect(scripts.fuzz).toBe('tsx fuzz/fuzz.ts');
  const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
  const run = (...args: string[]) =>
    runProcess(process.execPath, [tsx, join(ROOT, 'fuzz/fuzz.ts'), ...args]);
  const { exitCode, stdout } = await run(
    '--minutes',
    '0.01',
    '--only',
    'identifiers',
    '--seed',
    '4',
  );
  expect(stdout).toMatch(/^seed 4, 0.01 min\n/);
  expect(exitCode).toBe(0);
  expect((await run('--minutes', 'soon')).exitCode).toBe(2);
});

it.each([['--minutes', '0'], ['--seed', '-1'], ['--seed', ''], ['--only', 'parser'], ['--fast']])(
  'refuses %s %s',
  (...args) => {
    expect(() => readOptions(['node', 'fuzz', ...args])).toThrow();
  },
);
