import type { AttackIndex } from '../contracts.ts';
import { compareText } from '../model/compare.ts';
import { isLiving } from '../model/living.ts';

/**
 * Ids of living techniques of a release that the authors of a mapping to an older one could not
 * know: there they were absent, revoked or deprecated, or were not assessed already (`earlier`).
 */
export function notAssessed(
  from: AttackIndex,
  to: AttackIndex,
  earlier: readonly string[] = [],
): string[] {
  const byStixId = new Map([...from.techniques.values()].map((entry) => [entry.stix_id, entry]));
  const unassessed = new Set(earlier);
  return [...to.techniques.values()]
    .filter(isLiving)
    .filter(({ id, stix_id }) => {
      const before = byStixId.get(stix_id) ?? from.techniques.get(id);
      return before === undefined || !isLiving(before) || unassessed.has(before.id);
    })
    .map(({ id }) => id)
    .sort(compareText);
}
