import { expect, test } from 'vitest';
import { bytesOf, fittingShare } from '../../bench/disk-room.ts';
import { judgeScale } from '../../bench/scale-limits.ts';
import { type ScaleReport, scaleText } from '../../bench/scale-print.ts';
import type { ScalePart, ScaleSample } from '../../bench/scale-run.ts';
import { shapesOf } from '../../bench/synthetic/kinds.ts';
import { temporaryFolder } from '../support/run-cli.ts';

function sample(part: ScalePart, rows: number, seconds: number, peakMegabytes: number) {
  const usage = { seconds, user: seconds / 2, system: 0, peakBytes: peakMegabytes * 1e6 };
  const [bytesIn, bytesOut] = [1, 1];
  return { part, share: 1, sets: 1, rows, bytesIn, bytesOut, generated: usage, builds: [usage] };
}

function verdicts(samples: readonly ScaleSample[]) {
  return judgeScale(samples).map(({ what, verdict }) => [what, verdict]);
}

test('ten times the rows may take eleven times the time, and no more', () => {
  const one = sample('one', 1000, 2, 100);
  expect(verdicts([one, sample('ten', 10_000, 21.9, 100)])).toEqual([
    ['ten / one: seconds / rows', 'ok'],
    ['ten / one: CPU / rows', 'ok'],
  ]);
  expect(verdicts([one, sample('ten', 10_000, 22.1, 100)])).toEqual([
    ['ten / one: seconds / rows', 'over'],
    ['ten / one: CPU / rows', 'over'],
  ]);
});

test('a hundred times is held to ten times, by the rows that there were', () => {
  const [first] = judgeScale([sample('ten', 1000, 10, 1), sample('hundred', 3000, 45, 1)]);
  expect(first).toMatchObject({ what: 'hundred / ten: seconds / rows', measured: 1.5 });
});

test('many small sets may take a constant more than the largest of them', () => {
  const one = sample('small, one set', 60, 1, 70);
  const what = '1,000 small sets - the largest of them, peak MB';
  expect(verdicts([sample('small', 39_800, 9, 198), one])).toEqual([[what, 'ok']]);
  expect(verdicts([sample('small', 39_800, 9, 199), one])).toEqual([[what, 'over']]);
});

test('what was not built is not judged, and what failed is said', () => {
  expect(judgeScale([sample('ten', 1, 1, 1)])).toEqual([]);
  const report: ScaleReport = {
    at: '',
    node: 'v20',
    load: [0, 0],
    seed: '1',
    formats: 'json',
    samples: [sample('one', 53_718, 2, 100)],
    failures: [{ part: 'large', failure: 'ended with 134' }],
    limits: [],
  };
  expect(scaleText(report)).toMatch(/^one +1 +1 +53,718 /m);
  expect(scaleText(report)).toContain('large FAILED: ended with 134');
});

test('sets that a disk has no room for are made smaller', async () => {
  const folder = await temporaryFolder();
  expect(await fittingShare(folder, 1)).toBe(1);
  expect(await fittingShare(folder, 1e18)).toBe(0);
  expect(bytesOf(shapesOf('hundred'))).toBeCloseTo(100 * bytesOf(shapesOf('one')), -6);
});
