import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/generated/run-report.ts';
import { validate as isRunReport } from '../../src/generated/run-report.validate.ts';
import { type JobFacts, jobSummary } from '../../src/report/job-summary.ts';
import { stepOutputs } from '../../src/report/step-outputs.ts';

const counts = { mappings: 10, warnings: 1, files: 3, bytes: 4000 };
const none = { mappings: 0, warnings: 0, files: 0, bytes: 0 };
const finding = { source: 'a.json', place: { line: 1 }, message: 'x' };

const REPORT: RunReport = {
  schema_version: '1.2.0',
  generator: 'attack-mappings 0.0.0',
  pipelines: [
    {
      pipeline: 'ours',
      error: {
        ...{ code: 'expectation', subject: 'ours', gate: 'lost_sets' },
        message: 'expected at most 0 sets to go, found 1',
      },
      sets: [
        { path: 'kev/a', status: 'built', ...counts },
        { path: 'kev/b', status: 'unchanged', ...counts },
        {
          ...{ path: 'kev/c', status: 'failed', ...none },
          error: { code: 'parse', subject: 'c.json', message: 'expected JSON\nfound |<b>` @all' },
        },
        {
          ...{ path: 'kev/d', status: 'stale', ...none },
          error: {
            ...{ code: 'expectation', subject: 'd.json', gate: 'max_shrinkage' },
            message: 'expected at most 5 % fewer rows, found 12.3 %',
          },
        },
      ],
      diagnostics: [
        ...(['warning', 'error', 'info'] as const).map((severity) => ({
          ...{ severity, rule: 'technique-unknown', ...finding },
        })),
        { severity: 'info', rule: 'only-info', ...finding },
      ],
    },
  ],
  totals: { sets: 2, failed: 1, stale: 1, unchanged: 1, ...counts, mappings: 12_345, seconds: 3.2 },
};

const FACTS: JobFacts = {
  report: REPORT,
  changed: true,
  durations: [{ step: 'build', seconds: 3 }],
  pullRequest: 'https://github.com/a/b/pull/7',
};

describe('the summary of a job', () => {
  it('has totals, gates with figures, what failed, warnings by rule and durations', () => {
    expect(isRunReport(REPORT)).toBe(true);
    expect(jobSummary(FACTS)).toBe(`## Mappings

4 sets in 3.2 s: 1 built, 1 unchanged, 1 failed, 1 stale; mappings: 12,345, warnings: 1, files: 3.

Artefacts changed.

Pull request: <https://github.com/a/b/pull/7>

### Gates that tripped: the last good files stay

| gate | where | why |
| --- | --- | --- |
| <code>lost_sets</code> | <code>ours</code> | expected at most 0 sets to go, found 1 |
| <code>max_shrinkage</code> | <code>ours/kev/d</code> | expected at most 5 % fewer rows, found 12.3 % |

### Failed

| kind | where | why |
| --- | --- | --- |
| <code>parse</code> | <code>ours/kev/c</code> | c.json: expected JSON ↵ found &#124;&#60;b&#62;&#96; &#64;&#8203;all |

### Built

| set | rows | warnings | files |
| --- | --: | --: | --: |
| <code>ours/kev/a</code> | 10 | 1 | 3 |

### Warnings

| rule | findings |
| --- | --: |
| <code>technique-unknown</code> | 2 |

### Durations

| step | seconds |
| --- | --- |
| build | 3.0 |
`);
  });

  it('is short when there is little to say', () => {
    const { stale, ...totals } = REPORT.totals;
    const report = { ...REPORT, pipelines: [], totals };
    expect(jobSummary({ report, changed: false, pullRequest: 'javascript:alert(1)' })).toBe(
      '## Mappings\n\n3 sets in 3.2 s: 1 built, 1 unchanged, 1 failed, 0 stale; mappings: 12,345, warnings: 1, files: 3.\n\nNo artefact changed.\n',
    );
  });

  it('says what else went wrong, without running what it says', () => {
    expect(jobSummary({ ...FACTS, troubles: ['commits of <b>@grace'] })).toContain(
      '\nWent wrong: commits of &#60;b&#62;&#64;&#8203;grace\n',
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

it('outputs of a step have the totals, and the files that were written', () => {
  const what = { title: 'kev: 2 mappings added', files: 7 };
  const facts = { ...FACTS, ...what, mappings: { added: 2, removed: 0, changed: 3 } };
  expect(stepOutputs(facts, { report: 'out/report.json', sarif: 'out/x.sarif' })).toEqual({
    ...{ title: 'kev: 2 mappings added', files: '7' },
    ...{ 'mappings-added': '2', 'mappings-removed': '0', 'mappings-changed': '3' },
    ...{ changed: 'true', sets: '2', unchanged: '1', failed: '1', stale: '1' },
    ...{ mappings: '12345', warnings: '1', gates: '2' },
    ...{ report: 'out/report.json', changes: '', sarif: 'out/x.sarif' },
    'pull-request': 'https://github.com/a/b/pull/7',
  });
});

it('a gate that stops a set, its aligned twin and what is over all frameworks counts once', () => {
  const error = { code: 'expectation', subject: 'd', gate: 'max_shrinkage', message: 'x' } as const;
  const paths = ['kev/d', 'aligned-18.1/kev/d', 'combined/18.1/mobile'];
  const sets = paths.map((path) => ({ path, status: 'stale' as const, ...none, error }));
  const pipelines = [{ pipeline: 'ours', sets, diagnostics: [] }];
  const outputs = stepOutputs({ report: { ...REPORT, pipelines }, changed: false });
  expect(outputs.gates).toBe('1');
});
