import type { ProcessPart } from './parts.ts';
import type { PartSummary } from './report.ts';

/** A measure beside what it may be at most, and what it should be. */
export interface Verdict {
  readonly what: string;
  readonly measured: number;
  readonly limit: number;
  readonly aim: number;
  readonly verdict: 'ok, aim met' | 'ok' | 'over';
}

interface Limit {
  readonly what: string;
  readonly limit: number;
  readonly aim: number;
  /** Undefined when the parts that it needs were not run. */
  readonly measure: (parts: ReadonlyMap<ProcessPart, PartSummary>) => number | undefined;
}

const BUILDS: readonly ProcessPart[] = ['cold', 'warm', 'unchanged'];

/** The limits on builds, as CONTRIBUTING.md states them under Performance. */
const LIMITS: readonly Limit[] = [
  {
    what: 'warm build / floor',
    limit: 3,
    aim: 2,
    measure: (parts) => parts.get('warm')?.toFloor?.seconds,
  },
  {
    what: 'unchanged rebuild / warm build',
    limit: 0.25,
    aim: 0.1,
    measure: (parts) => {
      const [unchanged, warm] = [parts.get('unchanged'), parts.get('warm')];
      return unchanged && warm && unchanged.seconds.median / warm.seconds.median;
    },
  },
  {
    what: 'peak memory of a build, MB',
    limit: 400,
    aim: 256,
    measure: (parts) => {
      const peaks = BUILDS.flatMap((part) => parts.get(part)?.peakBytes ?? []);
      return peaks.length === 0 ? undefined : Math.max(...peaks) / 1e6;
    },
  },
];

export function judge(parts: readonly PartSummary[]): Verdict[] {
  const byName = new Map(parts.map((summary) => [summary.part, summary]));
  return LIMITS.flatMap(({ what, limit, aim, measure }) => {
    const measured = measure(byName);
    if (measured === undefined) return [];
    const verdict = measured <= aim ? 'ok, aim met' : measured <= limit ? 'ok' : 'over';
    return [{ what, measured, limit, aim, verdict }];
  });
}
