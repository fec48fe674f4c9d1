import fc from 'fast-check';
import type { Target } from './target.ts';

export interface Trial {
  readonly seed: number;
  readonly runs: number;
  /** Stops trying, without a failure, after this time. */
  readonly milliseconds?: number;
  /** Called before each input. */
  readonly seen?: () => void;
}

export interface Failure {
  readonly target: string;
  readonly seed: number;
  /** Leads fast-check to the shrunken input. */
  readonly path: string;
  /** What was thrown. */
  readonly message: string;
  /** The shrunken input. */
  readonly input: Uint8Array | string;
}

export interface Outcome {
  readonly tried: number;
  readonly failure?: Failure;
}

/** Tries a target on the inputs of a seed; shrinks the first one that fails. */
export async function tryTarget(target: Target, trial: Trial): Promise<Outcome> {
  const { seed, runs, milliseconds, seen = () => undefined } = trial;
  let tried = 0;
  const property = target.property(() => {
    tried += 1;
    seen();
  });
  const details = await fc.check(property, {
    seed,
    numRuns: runs,
    ...(milliseconds === undefined
      ? {}
      : { interruptAfterTimeLimit: Math.max(1, milliseconds), markInterruptAsFailure: false }),
  });
  if (!details.failed) return { tried };
  const { counterexamplePath, counterexample, errorInstance } = details;
  const failure: Failure = {
    target: target.name,
    seed,
    path: counterexamplePath ?? '',
    message: stackOf(errorInstance),
    input: counterexample === null ? '' : target.fileOf(counterexample[0]),
  };
  return { tried, failure };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
