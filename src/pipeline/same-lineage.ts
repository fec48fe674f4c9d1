import type { ManifestSet } from '../generated/manifest.ts';
import { lineageName, lineageOf } from '../model/set-key.ts';
import type { SetPlan } from './plan.ts';

type OneSet = Pick<SetPlan, 'key' | 'path' | 'framework' | 'lineage' | 'alignedFrom'>;

/** True for an entry of the same lineage, published or aligned as the planned set is. */
export function isOfLineage({ key, aligned_from }: ManifestSet, plan: OneSet): boolean {
  if (key.framework !== plan.key.framework) return false;
  if ((aligned_from === undefined) !== (plan.alignedFrom === undefined)) return false;
  const lineage = lineageOf({ ...plan.key, ...key }, plan.framework);
  return lineageName(lineage) === lineageName(plan.lineage);
}

/**
 * Entries that an aligned set takes the place of: of another release of its lineage, carried to the
 * same ATT&CK version. One set of a lineage is aligned, the newest.
 */
export function supersededBy(
  plan: OneSet,
  previous: ReadonlyMap<string, ManifestSet>,
): ManifestSet[] {
  if (plan.alignedFrom === undefined) return [];
  return [...previous.values()].filter(
    (entry) =>
      entry.path !== plan.path &&
      entry.key.attack_version === plan.key.attack_version &&
      isOfLineage(entry, plan),
  );
}
