import type { ProcessPart } from './parts.ts';
import type { PartSummary } from './report.ts';
import type { ScrapingTiming } from './scraping.ts';
import { spread } from './statistics.ts';

/** A measure beside what it may be at most (or at least, where it says so), and what it should be. */
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
  /** True when more is better. */
  readonly isLeast?: true;
  /** Undefined when the parts that it needs were not run. */
  readonly measure: (
    parts: ReadonlyMap<ProcessPart, PartSummary>,
    scraping: ScrapingTiming | undefined,
  ) => number | undefined;
}

const BUILDS: readonly ProcessPart[] = ['cold', 'warm', 'unchanged', 'aligned', 'regenerate'];

/** The limits, as CONTRIBUTING.md states them under Performance. */
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
    what: 'unchanged regenerate / warm build',
    limit: 0.25,
    aim: 0.1,
    measure: (parts) => {
      const [unchanged, warm] = [parts.get('regenerate-unchanged'), parts.get('warm')];
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
  {
    what: 'migrate the corpus / warm build',
    limit: 1.5,
    aim: 1,
    measure: (parts) => {
      const [migrate, warm] = [parts.get('migrate'), parts.get('warm')];
      return migrate && warm && migrate.seconds.median / warm.seconds.median;
    },
  },
  {
    what: 'validate the corpus / floor',
    limit: 3,
    aim: 2,
    measure: (parts) => parts.get('validate')?.toFloor?.seconds,
  },
  {
    what: 'bare trees / pages to records (at least)',
    limit: 0.35,
    aim: 0.6,
    isLeast: true,
    measure: (_, scraping) =>
      scraping && spread(scraping.trees).median / spread(scraping.records).median,
  },
];

export function judge(
  parts: readonly PartSummary[],
  scraping: ScrapingTiming | undefined,
): Verdict[] {
  const byName = new Map(parts.map((summary) => [summary.part, summary]));
  return LIMITS.flatMap(({ what, limit, aim, isLeast, measure }) => {
    const measured = measure(byName, scraping);
    if (measured === undefined) return [];
    const meets = (bound: number) => (isLeast ? measured >= bound : measured <= bound);
    const verdict = meets(aim) ? 'ok, aim met' : meets(limit) ? 'ok' : 'over';
    return [{ what, measured, limit, aim, verdict }];
  });
}
