import type { Mapping, MigratedFrom } from '../generated/mapping-set.ts';
import type { CarryRow } from './carry-row.ts';
import type { ChosenTechnique, Decision } from './decision.ts';
import { type Fate, isLiving } from './technique-fate.ts';

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
  readonly fate?: Fate;
  readonly decision?: Decision;
}

/** Why; without_technique: the row names none, and stays as it is. */
export type OutcomeReason =
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
    const id = before.attack_object_id;
    const row = { before, index, technique: id };
    if (id === undefined) {
      return { ...row, after: [before], targets: [], reason: 'without_technique' };
    }
    const fate = fateOf(id);
    const decision = decisionOn(before);
    const more = decision ? { fate, decision } : { fate };
    if (decision?.kind === 'drop') {
      return { ...row, ...more, after: [], targets: [], reason: 'dropped' };
    }
    if (decision?.kind === 'techniques') {
      const targets = decision.techniques;
      const after = targets.map((target) => carry(before, target, 'decided'));
      return { ...row, ...more, after, targets, reason: 'decided' };
    }
    if (!isLiving(fate)) return { ...row, ...more, after: [], targets: [], reason: fate.kind };
    return {
      ...row,
      ...more,
      after: [carry(before, fate, fate.kind)],
      targets: [fate],
      reason: fate.kind,
    };
  });
}
