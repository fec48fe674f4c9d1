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

/** Progress whose clock the test moves. */
function crawl(isTTY: boolean) {
  const texts: string[] = [];
  let time = 0;
  const stream = { isTTY, columns: 100, write: (text: string) => texts.push(text) };
  const out = progress(stream, false, () => time);
  const tick = (ms: number) => {
    time += ms;
  };
  return { texts, out, tick };
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

  it('shows the end of a long address', () => {
    const { texts, out } = crawl(true);
    out.observe({ pipeline: 'site', type: 'stage', stage: 'fetch', total: 9 });
    const label = `https://site.example/${'long/'.repeat(30)}techniques/T1003/`;
    out.observe({ pipeline: 'site', type: 'progress', stage: 'fetch', label });
    expect(texts.at(-1)).toMatch(/ …\S*\/techniques\/T1003\/$/);
  });

  it('goes on when a stage finds more: done, found, rate and time left', () => {
    const { texts, out, tick } = crawl(true);
    out.observe({ pipeline: 'site', type: 'stage', stage: 'fetch', total: 1 });
    tick(2000);
    out.observe({ pipeline: 'site', type: 'progress', stage: 'fetch', label: 'home' });
    out.observe({ pipeline: 'site', type: 'stage', stage: 'fetch', total: 1201 });
    expect(texts.at(-1)).toBe(
      '\r\u001b[Ksite fetch [........................] 1/1,201 0.5/s 40 min left home',
    );
    tick(1000);
    for (let i = 0; i < 599; i += 1)
      out.observe({ pipeline: 'site', type: 'progress', stage: 'fetch', label: 'page' });
    expect(texts.at(-1)).toContain('[############............] 600/1,201 200/s 4 s left page');
  });

  it('tells of documents every ten seconds in a log, and at their end', () => {
    const { texts, out, tick } = crawl(false);
    for (let i = 1; i <= 2500; i += 1) {
      out.observe({ pipeline: 'site', type: 'stage', stage: 'fetch', total: 2 * i });
      tick(10);
      out.observe({ pipeline: 'site', type: 'progress', stage: 'fetch', label: `page ${i}` });
    }
    out.observe({ pipeline: 'site', type: 'stage', stage: 'fetch', total: 2500 });
    out.observe({ pipeline: 'site', type: 'stage', stage: 'build', total: 3 });
    out.end();
    expect(texts.join('')).toBe(
      'site: fetch: 1,000 of 2,000 documents, 100/s, 10 s left\nsite: fetch: 2,000 of 4,000 documents, 100/s, 20 s left\nsite: fetch: 2,500 documents, 100/s\nsite: build: 3 sets\n',
    );
  });

  it('begins anew with the next stage, of the same name too in another pipeline', () => {
    const { texts, out } = crawl(true);
    out.observe({ pipeline: 'a', type: 'stage', stage: 'fetch', total: 2 });
    out.observe({ pipeline: 'a', type: 'progress', stage: 'fetch', label: 'x' });
    out.observe({ pipeline: 'b', type: 'stage', stage: 'fetch', total: 2 });
    expect(texts.at(-1)).toContain('b fetch [........................] 0/2');
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
