import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendJobSummary, setStepOutputs } from '../../../src/io/github/job-files.ts';
import { temporaryFolder } from '../../support/run-cli.ts';
import { failure } from '../fetch/support.ts';

/** What the runner of GitHub Actions makes of the file, line by line. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue;
    const [, name = '', end] = /^([^=<]+)<<(.+)$/.exec(line) ?? [];
    if (end === undefined) throw new Error(`no heredoc: ${line}`);
    const length = lines.indexOf(end);
    if (length === -1) throw new Error(`no end: ${end}`);
    outputs[name] = lines.splice(0, length).join('\n');
    lines.shift();
  }
  return outputs;
}

describe('outputs of a step', () => {
  it('are read back as they were set, whatever a value holds', async () => {
    const GITHUB_OUTPUT = join(await temporaryFolder(), 'output');
    const outputs = {
      changed: 'true',
      empty: '',
      lines: 'a\nb\n',
      hostile: 'x\nEND_OF_VALUE\nchanged<<Y\nfalse\nY',
      'more-hostile': 'END_OF_VALUE\nEND_OF_VALUE_1',
    };
    await setStepOutputs({ first: '1' }, { GITHUB_OUTPUT });
    await setStepOutputs(outputs, { GITHUB_OUTPUT });
    expect(readOutputs(await readFile(GITHUB_OUTPUT, 'utf8'))).toEqual({ first: '1', ...outputs });
  });

  it('have names that are names', async () => {
    const GITHUB_OUTPUT = join(await temporaryFolder(), 'output');
    await expect(setStepOutputs({ 'a\nb': '1' }, { GITHUB_OUTPUT })).rejects.toThrow(RangeError);
  });
});

describe('the summary of a step', () => {
  it('is added to what is there', async () => {
    const GITHUB_STEP_SUMMARY = join(await temporaryFolder(), 'summary');
    await writeFile(GITHUB_STEP_SUMMARY, 'before\n');
    await appendJobSummary('## Mappings\n', { GITHUB_STEP_SUMMARY });
    expect(await readFile(GITHUB_STEP_SUMMARY, 'utf8')).toBe('before\n## Mappings\n');
  });

  it('is cut at the end of a line when Actions would not take it', async () => {
    const GITHUB_STEP_SUMMARY = join(await temporaryFolder(), 'summary');
    await appendJobSummary('ä line of a table\n'.repeat(80_000), { GITHUB_STEP_SUMMARY });
    const written = await readFile(GITHUB_STEP_SUMMARY);
    expect(written.length).toBeLessThanOrEqual(1024 * 1024);
    expect(written.toString('utf8')).toMatch(/ä line of a table\n\n… cut here: .*\n$/);
  });
});

it('nothing is written outside of GitHub Actions', async () => {
  for (const env of [{}, { GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '' }]) {
    await setStepOutputs({ changed: 'true' }, env);
    await appendJobSummary('x', env);
  }
});

it('a file that cannot be written is an error that names the variable', async () => {
  const folder = await temporaryFolder();
  const env = { GITHUB_OUTPUT: folder, GITHUB_STEP_SUMMARY: folder };
  expect(await failure(setStepOutputs({ a: '1' }, env))).toMatchObject({
    subject: 'GITHUB_OUTPUT',
  });
  expect(await failure(appendJobSummary('x', env))).toMatchObject({
    subject: 'GITHUB_STEP_SUMMARY',
  });
});
