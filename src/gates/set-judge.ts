import type { Report } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { Expectations } from '../generated/pipeline.ts';
import { acceptedNote } from './accepted-note.ts';
import type { Accepts } from './accepting.ts';
import { changedShape } from './changed-shape.ts';
import { earlierSet, type KnownSet } from './earlier-set.ts';
import type { GatedPlan, GatedSet, SetGate, Trip } from './gate.ts';
import { lostCapabilities } from './lost-capabilities.ts';
import { maxShrinkage } from './max-shrinkage.ts';
import { minRows } from './min-rows.ts';
import { newValues } from './new-values.ts';
import { stopped } from './stopped.ts';

/** Says whether a set may be written. Both throw an `expectation` error when it may not. */
export interface SetJudge {
  /** Before ATT&CK is read; `isListed`: the index of releases has the declared version, to the letter. */
  release(plan: GatedPlan, isListed: boolean): void;
  /** The set as read, before any filter. */
  rows(plan: GatedPlan, now: GatedSet): void;
}

const SET_GATES: readonly SetGate[] = [
  minRows,
  maxShrinkage,
  lostCapabilities,
  newValues,
  changedShape,
];

/** Where gates are not judged, too few rows are an error all the same. */
export function plainJudge(expect: Expectations): SetJudge {
  return {
    release() {},
    rows({ path }, now) {
      const figures = minRows.judge(now, undefined, expect);
      if (figures === undefined) return;
      throw new AttackMappingsError(
        'expectation',
        path,
        `expected ${figures.expected}, found ${figures.found}: check the source, or expect.min_rows in the pipeline`,
      );
    },
  };
}

/**
 * Judges by every gate; `known`: the sets of the last manifest. What was let through is reported of the
 * build and not of the set, whose files do not depend on it.
 */
export function gateJudge(
  expect: Expectations,
  known: readonly KnownSet[],
  accepts: Accepts,
  report: Report,
): SetJudge {
  const settle = (plan: GatedPlan, trips: readonly Trip[]) => {
    const [first, ...others] = trips.filter(({ gate }) => !accepts(gate, plan.path));
    if (first) throw stopped([first, ...others], plan.path, plan.path);
    for (const trip of trips) report(acceptedNote(trip, plan.path, plan.documents[0]?.url));
  };
  return {
    release(plan, isListed) {
      if (isListed || expect.unknown_attack_version !== 'stop') return;
      // What was let through once is known from then on.
      if (known.some(({ entry }) => entry.path === plan.path)) return;
      const expected = 'a version that the index of ATT&CK releases lists';
      const found = `ATT&CK ${plan.key.attack_version}`;
      settle(plan, [{ gate: 'unknown_attack_version', figures: { expected, found } }]);
    },
    rows(plan, now) {
      const before = earlierSet(plan, known);
      const trips = SET_GATES.flatMap((gate): Trip[] => {
        const figures = gate.judge(now, before, expect);
        return figures === undefined ? [] : [{ gate: gate.name, figures }];
      });
      settle(plan, trips);
    },
  };
}
