import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/generated/run-report.ts';
import { type JobFacts, jobSummary } from '../../src/report/job-summary.ts';
import { code } from '../../src/report/markdown.ts';
import { stepOutputs } from '../../src/report/step-outputs.ts';

const counts = { mappings: 10, warnings: 1, files: 3, bytes: 4000 };

const REPORT: RunReport = {
  schema_version: '1.1.0',
  generator: 'attack-mappings 0.0.0',
  pipelines: [
    {
      pipeline: 'ours',
      sets: [
        { path: 'kev/a', status: 'built', ...counts },
        { path: 'kev/b', status: 'unchanged', ...counts },
        {
          ...{ path: 'kev/c', status: 'failed', mappings: 0, warnings: 0, files: 0, bytes: 0 },
          error: { code: 'parse', subject: 'c.json', message: 'expected JSON\nfound |<b>` @all' },
        },
      ],
      diagnostics: [
        ...(['warning', 'error', 'info'] as const).map((severity) => ({
          ...{ severity, rule: 'technique-unknown', source: 'a.json', place: {}, message: 'x' },
        })),
        { severity: 'info', rule: 'only-info', source: 'a.json', place: {}, message: 'x' },
      ],
    },
  ],
  totals: { sets: 2, failed: 1, unchanged: 1, ...counts, mappings: 12_345, seconds: 3.21 },
};

const FACTS: JobFacts = {
  report: REPORT,
  changed: true,
  stale: ['ours/kev/c'],
  gates: [
    {
      ...{ gate: 'max_shrinkage', subject: 'ours/kev/a', expected: 'at most 5 %', found: '12.3 %' },
      accepted: false,
    },
    { gate: 'lost_sets', subject: 'ours', expected: 'none', found: 'kev/d', accepted: true },
  ],
  durations: [{ step: 'build', seconds: 3 }],
  pullRequest: 'https://github.com/a/b/pull/7',
};

describe('the summary of a job', () => {
  it('has totals, gates with figures, what failed, what is stale, warnings and durations', () => {
    expect(jobSummary(FACTS)).toBe(`## Mappings

3 sets in 3.2 s: 1 built, 1 unchanged, 1 failed, 1 stale. Rows: 12,345, warnings: 1, files: 3.

Artefacts changed.

Pull request: <https://github.com/a/b/pull/7>

### Gates that tripped

| gate | where | expected | found | accepted |
| --- | --- | --- | --- | --- |
| \`max_shrinkage\` | \`ours/kev/a\` | \`at most 5 %\` | \`12.3 %\` | no |
| \`lost_sets\` | \`ours\` | \`none\` | \`kev/d\` | yes |

### Failed

| where | kind | why |
| --- | --- | --- |
| \`ours/kev/c\` | parse | \`\`c.json: expected JSON\\nfound \\|<b>\` @all\`\` |

### Stale: files of an earlier run

- \`ours/kev/c\`

### Built

| set | rows | warnings | files |
| --- | --: | --: | --: |
| \`ours/kev/a\` | 10 | 1 | 3 |

### Warnings

| rule | findings |
| --- | --: |
| \`technique-unknown\` | 2 |

### Durations

| step | seconds |
| --- | --- |
| \`build\` | 3.0 |
`);
  });

  it('is short when there is little to say', () => {
    const report = { ...REPORT, pipelines: [] };
    expect(jobSummary({ report, changed: false, pullRequest: 'javascript:alert(1)' })).toBe(
      '## Mappings\n\n3 sets in 3.2 s: 1 built, 1 unchanged, 1 failed, 0 stale. Rows: 12,345, warnings: 1, files: 3.\n\nNo artefact changed.\n',
    );
  });

  it('does not grow with a collection of any size', () => {
    const set = { path: 'p', status: 'built' as const, ...counts };
    const pipelines = [{ pipeline: 'x', sets: Array(5000).fill(set), diagnostics: [] }];
    const summary = jobSummary({ report: { ...REPORT, pipelines }, changed: true });
    expect(summary.split('\n').length).toBeLessThan(120);
    expect(summary).toContain('… and 4900 more.');
  });
});

describe('data in Markdown', () => {
  it.each([
    ['a|b', '`a\\|b`'],
    ['a`b', '``a`b``'],
    ['``', '``` `` ```'],
    ['[x](y) <img> @all #1', '`[x](y) <img> @all #1`'],
    ['two\nlines', '`two\\nlines`'],
    ['', ''],
  ])('%j is %s', (text, markdown) => {
    expect(code(text)).toBe(markdown);
  });

  it('is cut when it is long', () => {
    expect(code('x'.repeat(10_000)).length).toBeLessThan(400);
  });
});

it('outputs of a step have the totals, and the files that were written', () => {
  expect(stepOutputs(FACTS, { report: 'out/report.json', sarif: 'out/x.sarif' })).toEqual({
    ...{ changed: 'true', sets: '2', unchanged: '1', failed: '1', stale: '1' },
    ...{ mappings: '12345', warnings: '1', gates: '1' },
    ...{ report: 'out/report.json', changes: '', sarif: 'out/x.sarif' },
    'pull-request': 'https://github.com/a/b/pull/7',
  });
});
