import type { Mapping, MigratedFrom } from '../generated/mapping-set.ts';
import type { CarryRow } from './carry-row.ts';
import type { ChosenTechnique, Decision } from './decision.ts';
import { type Fate, goesOn } from './technique-fate.ts';

/** What becomes of one row. */
export interface Outcome {
  readonly before: Mapping;
  /** Its place among the rows of the set. */
  readonly index: number;
  /** The technique that it names. */
  readonly technique: string | undefined;
  /** Where it goes: rows out, several when a decision names several techniques, none when set aside. */
  readonly after: readonly Mapping[];
  readonly targets: readonly ChosenTechnique[];
  readonly reason: OutcomeReason;
  readonly fate: Fate | undefined;
  readonly decision: Decision | undefined;
}

/** Why; without_technique: the row names none, and stays as it is. */
type OutcomeReason =
  | MigratedFrom['reason']
  | 'split'
  | 'deprecated'
  | 'no_successor'
  | 'unknown'
  | 'dropped'
  | 'without_technique';

/** Decides each row: a decision goes before the fate of its technique. */
export function outcomesOf(
  rows: readonly Mapping[],
  fateOf: (id: string) => Fate,
  carry: CarryRow,
  decisionOn: (row: Mapping) => Decision | undefined,
): Outcome[] {
  return rows.map((before, index): Outcome => {
    const technique = before.attack_object_id;
    const fate = technique === undefined ? undefined : fateOf(technique);
    const decision = fate && decisionOn(before);
    // Written out: there is one for each row, and all have one shape.
    if (fate === undefined) {
      const reason = 'without_technique';
      return { before, index, technique, fate, decision, reason, targets: NONE, after: [before] };
    }
    if (decision?.kind === 'drop') {
      const reason = 'dropped';
      return { before, index, technique, fate, decision, reason, targets: NONE, after: NOWHERE };
    }
    if (decision?.kind === 'techniques') {
      const targets = decision.techniques;
      const reason = 'decided';
      const after = targets.map((target) => carry(before, target, reason));
      return { before, index, technique, fate, decision, reason, targets, after };
    }
    const reason = fate.kind;
    if (!goesOn(fate)) {
      return { before, index, technique, fate, decision, reason, targets: NONE, after: NOWHERE };
    }
    const after = [carry(before, fate, fate.kind)];
    return { before, index, technique, fate, decision, reason, targets: [fate], after };
  });
}

const NONE: readonly ChosenTechnique[] = [];
const NOWHERE: readonly Mapping[] = [];
