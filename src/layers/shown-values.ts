import type { AttackIndex } from '../contracts.ts';
import { aggregateScores } from '../model/gradient-trap.ts';
import { grouped } from '../model/grouped.ts';
import type { LayerEntry } from './layer-types.ts';

/**
 * Every number that the Navigator may colour: scores, and aggregates under each tactic, rounded as
 * it rounds them.
 */
export function shownValues(
  entries: readonly Pick<LayerEntry, 'techniqueID' | 'tactic' | 'score'>[],
  index: AttackIndex,
): number[] {
  const values = new Set(entries.flatMap(({ score }) => score ?? []));
  // Of an entry without a tactic, and of those with one, the latter counts under that tactic.
  const general = entries.filter(({ tactic }) => tactic === undefined);
  const special = grouped(
    entries.filter(({ techniqueID, tactic }) => {
      const tactics = index.techniques.get(techniqueID)?.tactics;
      return tactic !== undefined && tactics?.includes(tactic);
    }),
    ({ tactic }) => tactic,
  );
  for (const own of [[], ...special.values()]) {
    for (const value of aggregateScores([...general, ...own], index)) {
      values.add(Math.round(value * 100) / 100);
    }
  }
  return [...values];
}
