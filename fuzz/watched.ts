/**
 * What the two threads share: the number of the input that is looked at. A thread that hangs says
 * nothing any more, so the other one sees that the number stays.
 */
import type { Failure } from './try-target.ts';

/** The thread that tries has this much time for one input; most take milliseconds. */
export const DEADLINE_MS = 30_000;

/** What the thread that tries is told. */
export interface Job {
  readonly minutes: number;
  readonly only: readonly string[];
  readonly seed: number;
  /** One number: inputs begun so far. */
  readonly begun: SharedArrayBuffer;
}

/** What it tells. */
export type Message =
  | { readonly type: 'trying'; readonly target: string; readonly seed: number }
  | { readonly type: 'tried'; readonly target: string; readonly count: number }
  | { readonly type: 'failed'; readonly failure: Failure };
