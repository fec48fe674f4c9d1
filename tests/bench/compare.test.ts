import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareReports, comparisonText } from '../../bench/compare.ts';
import { readReport } from '../../bench/read-report.ts';
import type { BenchReport } from '../../bench/report.ts';
import { temporaryFolder } from '../support/run-cli.ts';

/** A report of parts with the seconds of their runs. */
function report(parts: Readonly<Record<string, readonly number[]>>): BenchReport {
  const samples = (seconds: readonly number[]) =>
    seconds.map((value) => ({
      seconds: value,
      user: value,
      system: 0,
      peakBytes: 1e8,
      written: 0,
    }));
  return {
    parts: Object.entries(parts).map(([part, seconds]) => ({ part, samples: samples(seconds) })),
  } as unknown as BenchReport;
}

function verdict(old: BenchReport, now: BenchReport) {
  return compareReports(old, now).find(({ what }) => what === 'warm / floor, seconds')?.verdict;
}

test('a ratio has moved when the ranges of all runs do not meet', () => {
  const old = report({ floor: [1, 1, 1], warm: [2, 2.2, 2.4] });
  expect(verdict(old, report({ floor: [1, 1, 1], warm: [2.5, 2.6, 2.7] }))).toBe('more');
  expect(verdict(old, report({ floor: [1, 1, 1], warm: [1.5, 1.6, 1.9] }))).toBe('less');
  expect(verdict(old, report({ floor: [1, 1, 1], warm: [2.3, 2.6, 2.7] }))).toBe('noise');
});

test('a small change is noise, however narrow the ranges', () => {
  const old = report({ floor: [1, 1, 1], warm: [2, 2, 2] });
  expect(verdict(old, report({ floor: [1, 1, 1], warm: [2.04, 2.04, 2.04] }))).toBe('noise');
  expect(verdict(old, report({ floor: [1, 1, 1], warm: [2.08, 2.08, 2.08] }))).toBe('more');
});

test('a machine that is slower in both is no change: each run is divided by the floor of its round', () => {
  const old = report({ floor: [1, 2, 2], warm: [2, 4, 4] });
  expect(verdict(old, report({ floor: [3, 8, 5], warm: [6, 16, 10] }))).toBe('noise');
});

test('few runs say nothing, and parts that only one report has are not compared', () => {
  const old = report({ floor: [1, 1], warm: [2, 2], cold: [3, 3] });
  const changes = compareReports(old, report({ floor: [1, 1], warm: [9, 9], diff: [1, 1] }));
  expect(changes.map(({ what, verdict: is }) => [what, is])).toEqual([
    ['floor, peak MB', 'few runs'],
    ['warm, peak MB', 'few runs'],
    ['warm / floor, seconds', 'few runs'],
    ['warm / floor, CPU', 'few runs'],
  ]);
});

test('the table names what moved, by how much', () => {
  const old = report({ floor: [1, 1, 1], warm: [2, 2, 2] });
  const text = comparisonText(compareReports(old, report({ floor: [1, 1, 1], warm: [3, 3, 3] })));
  expect(text).toMatch(
    /^warm \/ floor, seconds +2\.00 +2\.00-2\.00 +3\.00 +3\.00-3\.00 +50 % +more$/m,
  );
  expect(text).toContain('2 of 4 moved beyond the noise');
});

test('what is no report is refused with its path', async () => {
  const path = join(await temporaryFolder(), 'old.json');
  await expect(readReport(path)).rejects.toThrow(`${path}: expected a report`);
  for (const text of ['{', 'null', '{"parts":1}', '{"parts":[{"part":"warm","samples":[{}]}]}']) {
    await writeFile(path, text);
    await expect(readReport(path)).rejects.toThrow(`${path}: expected a report`);
  }
  await writeFile(path, JSON.stringify(report({ warm: [1] })));
  expect((await readReport(path)).parts).toHaveLength(1);
});
