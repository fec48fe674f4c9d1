import { groupDigits } from './table.ts';

/** A stage of a run: how many of the things that it is known to have are done. */
export interface StageCount {
  readonly name: string;
  /** Grows while a stage finds out what there is. */
  total: number;
  done: number;
  /** In milliseconds, of the clock that `now` is read from. */
  readonly started: number;
}

/** As `1,204/15,087 310/s 45 s left`. */
export function shortCount(stage: StageCount, now: number): string {
  return [`${groupDigits(stage.done)}/${groupDigits(stage.total)}`, ...pace(stage, now)].join(' ');
}

/** As `1,204 of 15,087 documents, 310/s, 45 s left`. */
export function countInWords(stage: StageCount, unit: string, now: number): string {
  const { done, total } = stage;
  const of = done < total ? `${groupDigits(done)} of ${groupDigits(total)}` : groupDigits(done);
  return [`${of} ${unit}`, ...pace(stage, now)].join(', ');
}

/** Rate and time left, once there is something to tell them from. */
function pace({ done, total, started }: StageCount, now: number): string[] {
  const seconds = (now - started) / 1000;
  if (done === 0 || seconds < 1) return [];
  const rate = done / seconds;
  const perSecond = `${rate < 10 ? rate.toFixed(1) : groupDigits(Math.round(rate))}/s`;
  const left = (total - done) / rate;
  return left < 1 ? [perSecond] : [perSecond, `${duration(left)} left`];
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 120 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}
