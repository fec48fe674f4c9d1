import { groupDigits, textTable } from '../src/report/table.ts';
import type { JsonTiming } from './json-text.ts';
import type { BenchReport, PartSummary } from './report.ts';
import type { ScrapingTiming } from './scraping.ts';
import { type Spread, spread } from './statistics.ts';

/** Parts that do not read the corpus as rows, or not all of it. */
const OF_A_PART = /^(floor|one-set|diff)/;

/** The report as people read it. */
export function printed({ machine, corpus, parts, limits, json, scraping }: BenchReport): string {
  const blocks = [
    `${corpus.sets} sets, ${groupDigits(corpus.rows)} rows, ${megabytes(corpus.inputBytes)} MB read, ${megabytes(corpus.outputBytes)} MB written · node ${machine.node}, ${machine.cpus.length} × ${machine.cpus[0]?.trim()}, load ${machine.load.map((load) => load.toFixed(1)).join(' to ')}`,
    parts.length > 0 && partTable(parts),
    limits.length > 0 && limitTable(limits),
    json && jsonTable(json),
    scraping && scrapingTable(scraping),
  ];
  return `${blocks.filter((block) => block).join('\n\n')}\n`;
}

function partTable(parts: readonly PartSummary[]): string {
  return textTable(
    ['part', 'seconds', 'min-max', 'CPU s', '/ floor', 'CPU /', 'MB/s', 'rows/s', 'peak MB'],
    parts.map(({ part, seconds, cpu, toFloor, ...rest }) => [
      part,
      seconds.median.toFixed(3),
      range(seconds),
      cpu.median.toFixed(2),
      toFloor ? toFloor.seconds.toFixed(2) : '-',
      toFloor ? toFloor.cpu.toFixed(2) : '-',
      rest.megabytesPerSecond.toFixed(1),
      OF_A_PART.test(part) ? '-' : groupDigits(Math.round(rest.rowsPerSecond)),
      megabytes(rest.peakBytes),
    ]),
  );
}

function limitTable(limits: BenchReport['limits']): string {
  return textTable(
    ['limit', 'measured', 'limit', 'aim', 'verdict'],
    limits.map(({ what, measured, limit, aim, verdict }) => [
      what,
      measured < 10 ? measured.toFixed(2) : measured.toFixed(0),
      String(limit),
      String(aim),
      verdict,
    ]),
  );
}

function jsonTable(timings: readonly JsonTiming[]): string {
  const median = (timing: JsonTiming) => spread(timing.seconds).median;
  return textTable(
    ['JSON text of the largest set', 'ms', 'min-max', 'first', 'MB', 'time / JSON.stringify'],
    timings.map((timing) => {
      const native = timings.find(({ kind }) => kind === timing.kind) ?? timing;
      const inMs = timing.seconds.map((seconds) => seconds * 1000);
      return [
        timing.writer,
        spread(inMs).median.toFixed(1),
        range(spread(inMs), 1),
        (timing.first * 1000).toFixed(1),
        (timing.characters / 1e6).toFixed(1),
        (median(timing) / median(native)).toFixed(2),
      ];
    }),
  );
}

function scrapingTable({ pages, bytes, rows, trees, records }: ScrapingTiming): string {
  const line = (what: string, seconds: readonly number[]) => {
    const { median } = spread(seconds);
    return [
      what,
      (median * 1000).toFixed(0),
      range(spread(seconds.map((value) => value * 1000)), 0),
      (bytes / 1e6 / median).toFixed(1),
      groupDigits(Math.round(rows / median)),
    ];
  };
  return textTable(
    [`${pages} pages, ${megabytes(bytes)} MB`, 'ms', 'min-max', 'MB/s', 'rows/s'],
    [line('bare trees', trees), line('pages to records', records)],
  );
}

function range({ min, max }: Spread, digits = 3): string {
  return `${min.toFixed(digits)}-${max.toFixed(digits)}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
