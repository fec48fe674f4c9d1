import { isChanged } from '../../changes/change-totals.ts';
import { compareSets } from '../../changes/compare-sets.ts';
import type { SetChanges } from '../../generated/changes.ts';
import type { MappingSet } from '../../generated/mapping-set.ts';
import type { NewAttack } from './moves.ts';

/** Two sets that differ, with ATT&CK where a layer of the changes is to be made. */
export interface ComparedSets {
  readonly old: MappingSet;
  readonly next: MappingSet;
  readonly changes: SetChanges;
  readonly attack?: NewAttack;
}

export type Ask = (set: MappingSet, ids: Iterable<string>) => Promise<NewAttack | undefined>;

/** ATT&CK is asked only where it has a say. */
export async function compareWith(
  old: MappingSet,
  next: MappingSet,
  ask: Ask,
  withIndex: boolean,
): Promise<ComparedSets> {
  const changes = compareSets(old, next);
  const canMove = changes.moves === 'not_told';
  if (!canMove && !(withIndex && isChanged(changes.totals))) return { old, next, changes };
  const ids = new Set(changes.mappings.removed.flatMap((row) => row.attack_object_id ?? []));
  const attack = await ask(next, ids);
  if (attack === undefined) return { old, next, changes };
  return { old, next, attack, changes: canMove ? compareSets(old, next, attack) : changes };
}
