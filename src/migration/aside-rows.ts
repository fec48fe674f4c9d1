import type { AsideRow } from '../generated/mapping-set.ts';
import type { Outcome } from './outcomes.ts';
import { goesOn } from './technique-fate.ts';

/** The rows that have no place in the target release, as they were, each with its reason. */
export function asideRows(outcomes: readonly Outcome[]): AsideRow[] {
  return outcomes.flatMap(({ before, reason, fate }): AsideRow[] => {
    if (fate === undefined) return [];
    const lost = goesOn(fate) ? undefined : fate;
    const candidates = lost?.candidates.map(({ id, name }) => ({ id, name })) ?? [];
    const more = { ...(candidates.length > 0 ? { candidates } : {}), mapping: before };
    if (reason === 'dropped') {
      const message = lost ? `a decision drops it: ${lost.message}` : 'a decision drops it';
      return [{ reason, message, ...more }];
    }
    if (lost === undefined || reason === 'decided') return [];
    return [{ reason: lost.kind, message: lost.message, ...more }];
  });
}
