import { type Accepts, accepting } from '../gates/accepting.ts';
import type { KnownSet } from '../gates/earlier-set.ts';
import { missingFacts } from '../gates/missing-facts.ts';
import { gateJudge, plainJudge, type SetJudge } from '../gates/set-judge.ts';
import { unneededNote } from '../gates/unneeded-note.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import type { SetPlan } from './plan.ts';

/** How a build judges what it finds. */
export interface OpenGates {
  /** What a person lets through; absent where gates are not judged. */
  readonly accepts?: Accepts;
  readonly judge: SetJudge;
  /** What there is to say of the judging, after it. */
  notes(plans: readonly SetPlan[]): Diagnostic[];
}

/** `gates`: what a person lets through, as `--accept` has it; absent where gates are not judged. */
export function openGates(
  gates: { readonly accept: readonly string[] } | undefined,
  { expect = {} }: Pipeline,
  known: readonly KnownSet[],
  manifestName: string,
): OpenGates {
  if (gates === undefined) return { judge: plainJudge(expect), notes: () => [] };
  const { accepts, unneeded } = accepting(gates.accept);
  const letThrough: Diagnostic[] = [];
  return {
    accepts,
    judge: gateJudge(expect, known, accepts, (note) => letThrough.push(note)),
    notes(plans) {
      const published = plans.filter(({ alignedFrom }) => alignedFrom === undefined);
      const paths = [...published, ...known.map(({ entry }) => entry)].map(({ path }) => path);
      return [
        ...letThrough,
        ...unneeded(paths).map((accept) => unneededNote(accept, manifestName)),
        ...missingFacts(published, known, expect, manifestName),
      ];
    },
  };
}
