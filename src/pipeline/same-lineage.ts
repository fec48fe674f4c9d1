import type { ManifestSet } from '../generated/manifest.ts';
import { familyOf, lineageName, lineageOf } from '../model/set-key.ts';
import type { SetPlan } from './plan.ts';

/** Name of a ledger before a filter enters it. */
export const LEDGER = 'stix-ledger';

type OneSet = Pick<SetPlan, 'key' | 'path' | 'framework' | 'lineage' | 'alignedFrom'>;

/** True for an entry of the same lineage, published or aligned as the planned set is. */
export function isOfLineage({ key, aligned_from }: ManifestSet, plan: OneSet): boolean {
  if (key.framework !== plan.key.framework) return false;
  if ((aligned_from === undefined) !== (plan.alignedFrom === undefined)) return false;
  const lineage = lineageOf({ ...plan.key, ...key }, plan.framework);
  return lineageName(lineage) === lineageName(plan.lineage);
}

/** True for an entry with STIX objects that sets of this family share. */
export function isOfFamily(entry: ManifestSet, [plan]: readonly SetPlan[]): boolean {
  if (plan === undefined || entry.key.framework !== plan.key.framework) return false;
  const lineage = lineageOf({ ...plan.key, ...entry.key }, plan.framework);
  return (
    familyOf(lineage) === familyOf(plan.lineage) &&
    entry.outputs.some(({ path }) => isLedgerPath(path))
  );
}

/** True for a file that holds the history of the STIX objects of a set. */
export function isLedgerPath(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1).startsWith(LEDGER);
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
