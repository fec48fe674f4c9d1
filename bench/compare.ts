import { textTable } from '../src/report/table.ts';
import type { Sample } from './parts.ts';
import type { BenchReport } from './report.ts';
import { type Spread, spread } from './statistics.ts';

/** Of fewer runs, ranges too often lie apart by chance: of two in a third of all cases, of five in a hundredth. */
const LEAST_RUNS = 3;
/** Smaller changes of a median come from how memory is laid out, whatever the ranges say. */
const LEAST_CHANGE = 0.03;

/** One measure in two reports. Times are ratios to the floor of the same round; memory is in MB. */
export interface Change {
  readonly what: string;
  readonly old: Spread;
  readonly now: Spread;
  /** noise: the ranges of both meet, or the medians nearly do. few runs: ranges would say nothing. */
  readonly verdict: 'more' | 'less' | 'noise' | 'few runs';
}

/**
 * What moved from one report to another, of the parts that both have. A part is divided by the floor
 * of its own round: parts take turns, so what else the machine did disturbed both. A measure has
 * moved when no run of one report is within the range of the other's, and the medians differ enough.
 */
export function compareReports(old: BenchReport, now: BenchReport): Change[] {
  const before = samplesOf(old);
  return [...samplesOf(now)].flatMap(([part, samples]) => {
    const earlier = before.get(part);
    if (earlier === undefined) return [];
    const floors = [before.get('floor'), samplesOf(now).get('floor')] as const;
    const changes = [change(`${part}, peak MB`, earlier.map(megabytes), samples.map(megabytes))];
    if (part === 'floor' || floors[0] === undefined || floors[1] === undefined) return changes;
    for (const [name, of] of MEASURES) {
      const [was, is] = [ratios(earlier, floors[0], of), ratios(samples, floors[1], of)];
      changes.push(change(`${part} / floor, ${name}`, was, is));
    }
    return changes;
  });
}

/** The changes as a table, and a line that says how many there are. */
export function comparisonText(changes: readonly Change[]): string {
  const moved = changes.filter(({ verdict }) => verdict === 'more' || verdict === 'less');
  const table = textTable(
    ['compared', 'old', 'min-max', 'now', 'min-max', 'change', 'verdict'],
    changes.map(({ what, old, now, verdict }) => [
      what,
      short(old.median),
      `${short(old.min)}-${short(old.max)}`,
      short(now.median),
      `${short(now.min)}-${short(now.max)}`,
      `${((now.median / old.median - 1) * 100).toFixed(0)} %`,
      verdict,
    ]),
  );
  return `${table}\n\n${moved.length} of ${changes.length} moved beyond the noise`;
}

const MEASURES: readonly (readonly [string, (sample: Sample) => number])[] = [
  ['seconds', ({ seconds }) => seconds],
  ['CPU', ({ user, system }) => user + system],
];

function samplesOf({ parts }: BenchReport): Map<string, readonly Sample[]> {
  return new Map(parts.map(({ part, samples }) => [part, samples]));
}

function ratios(
  samples: readonly Sample[],
  floor: readonly Sample[],
  of: (sample: Sample) => number,
): number[] {
  return samples.flatMap((sample, round) => {
    const beside = floor[round];
    return beside ? [of(sample) / of(beside)] : [];
  });
}

function change(what: string, earlier: readonly number[], values: readonly number[]): Change {
  const [old, now] = [spread(earlier), spread(values)];
  return { what, old, now, verdict: verdictOf(old, now, Math.min(earlier.length, values.length)) };
}

function verdictOf(old: Spread, now: Spread, runs: number): Change['verdict'] {
  if (runs < LEAST_RUNS) return 'few runs';
  if (Math.abs(now.median / old.median - 1) < LEAST_CHANGE) return 'noise';
  if (now.min > old.max) return 'more';
  return now.max < old.min ? 'less' : 'noise';
}

function megabytes({ peakBytes }: Sample): number {
  return peakBytes / 1e6;
}

function short(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(0);
}
