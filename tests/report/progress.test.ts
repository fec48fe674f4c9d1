import { describe, expect, it } from 'vitest';
import type { SetReport } from '../../src/generated/run-report.ts';
import { progress } from '../../src/report/progress.ts';
import { groupDigits, textTable } from '../../src/report/table.ts';

const report: SetReport = {
  path: 'kev/a',
  status: 'built',
  mappings: 1234,
  warnings: 2,
  files: 3,
  bytes: 4,
};

function shown(isTTY: boolean, quiet = false): string {
  let text = '';
  const out = progress({ isTTY, columns: 60, write: (chunk) => (text += chunk) }, quiet);
  out.observe({ pipeline: 'sample', type: 'stage', stage: 'build', total: 2 });
  out.observe({ pipeline: 'sample', type: 'set', report });
  out.observe({
    pipeline: 'sample',
    type: 'set',
    report: { ...report, status: 'failed', error: { code: 'parse', subject: 'x', message: 'y' } },
  });
  out.say('warning: stale');
  out.end();
  return text;
}

describe('progress', () => {
  it('is one plain line a set in a log', () => {
    expect(shown(false)).toBe(
      'sample: build: 2 sets\nsample/kev/a: built, 1,234 mappings, 2 warnings, 3 files\nsample/kev/a: failed (parse)\nwarning: stale\n',
    );
  });

  it('is a bar with counts on a terminal, never wider than it', () => {
    const lines = shown(true).split('\r\u001b[K');
    expect(
      lines.some((line) => line.startsWith('sample build [############............] 1/2')),
    ).toBe(true);
    for (const line of lines) expect(line.length).toBeLessThan(60);
  });

  it('is nothing but warnings when quiet', () => {
    expect(shown(true, true)).toBe('warning: stale\n');
  });
});

it('tables line up, digits are grouped the same everywhere', () => {
  expect(
    textTable(
      ['a', 'n'],
      [
        ['long name', '1'],
        ['b', '1,000'],
      ],
    ),
  ).toBe('a              n\n---------  -----\nlong name      1\nb          1,000');
  expect([0, 999, 1000, 1234567].map(groupDigits)).toEqual(['0', '999', '1,000', '1,234,567']);
});
