import type { Usage } from './measure.ts';
import type { ScalePart, ScaleSample } from './scale-run.ts';
import { spread } from './statistics.ts';

/** Ten times the rows within eleven times the time, and so on: growth of time over that of rows. */
const LINEAR = 1.1;
/**
 * What a thousand small sets may take beyond what the largest of them takes alone, in MB: a process
 * that has come to speed with its garbage, and some 20 kB a set of what the manifest will say of it.
 */
const CONSTANT = 128;

/** A measure beside what it may be at most. */
export interface ScaleVerdict {
  readonly what: string;
  readonly measured: number;
  readonly limit: number;
  readonly verdict: 'ok' | 'over';
}

/** Judges the kinds that were built. Those that failed are failures in any case. */
export function judgeScale(samples: readonly ScaleSample[]): ScaleVerdict[] {
  const of = new Map<ScalePart, ScaleSample>(samples.map((sample) => [sample.part, sample]));
  const verdicts: ScaleVerdict[] = [];
  const judge = (what: string, measured: number, limit: number) =>
    verdicts.push({ what, measured, limit, verdict: measured <= limit ? 'ok' : 'over' });
  for (const [larger, smaller] of [
    ['ten', 'one'],
    ['hundred', 'ten'],
  ] as const) {
    const [many, few] = [of.get(larger), of.get(smaller)];
    if (many === undefined || few === undefined) continue;
    const rows = many.rows / few.rows;
    judge(
      `${larger} / ${smaller}: seconds / rows`,
      secondsOf(many, few, ({ seconds }) => seconds) / rows,
      LINEAR,
    );
    judge(`${larger} / ${smaller}: CPU / rows`, secondsOf(many, few, cpuOf) / rows, LINEAR);
  }
  const [small, one] = [of.get('small'), of.get('small, one set')];
  if (small && one)
    judge('1,000 small sets - the largest of them, peak MB', peakOf(small) - peakOf(one), CONSTANT);
  return verdicts;
}

/** CPU seconds, user and system: what other work on the machine disturbs least. */
export function cpuOf({ user, system }: Usage): number {
  return user + system;
}

/** The largest of all runs, in MB. */
export function peakOf({ builds }: ScaleSample): number {
  return Math.max(...builds.map(({ peakBytes }) => peakBytes)) / 1e6;
}

function secondsOf(many: ScaleSample, few: ScaleSample, of: (usage: Usage) => number): number {
  return spread(many.builds.map(of)).median / spread(few.builds.map(of)).median;
}
