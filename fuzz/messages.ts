import type { Failure } from './try-target.ts';

/** What the process that tries is told. */
export interface Job {
  readonly minutes: number;
  readonly only: readonly string[];
  readonly seed: number;
}

/** What it tells. */
export type Message =
  | { readonly type: 'trying'; readonly target: string; readonly seed: number }
  /** Before each input: a process that hangs says nothing any more. */
  | { readonly type: 'input' }
  | { readonly type: 'tried'; readonly target: string; readonly count: number }
  | { readonly type: 'failed'; readonly failure: Failure };
