import type { ManifestSet } from '../generated/manifest.ts';
import type { Lineage, SetKey } from '../generated/mapping-set.ts';
import { compareReleases, completeKey, lineageName } from '../model/set-key.ts';
import type { GatedPlan, GatedSet } from './gate.ts';

/** A published set of the last manifest. */
export interface KnownSet {
  readonly key: SetKey;
  readonly lineage: string;
  readonly entry: ManifestSet;
}

/** The published sets of the last manifest, each with its lineage. */
export function knownSets(
  entries: Iterable<ManifestSet>,
  lineageOf: (key: SetKey) => Lineage,
): KnownSet[] {
  return [...entries].flatMap((entry) => {
    const key = completeKey(entry.key);
    if (key === undefined || entry.aligned_from !== undefined) return [];
    return [{ key, lineage: lineageName(lineageOf(key)), entry }];
  });
}

/** What a set is compared with: itself as it was, or, of a new release, the last one of its lineage before it. */
export function earlierSet(
  { path, key, lineage }: Omit<GatedPlan, 'documents'>,
  known: readonly KnownSet[],
): GatedSet | undefined {
  const own = known.find(({ entry }) => entry.path === path);
  if (own) return gatedSet(own.entry);
  const name = lineageName(lineage);
  const [last] = known
    .filter((set) => set.lineage === name && compareReleases(set.key, key) < 0)
    .sort((a, b) => compareReleases(b.key, a.key));
  return last && gatedSet(last.entry);
}

function gatedSet({ path, counts, facts }: ManifestSet): GatedSet {
  return { path, rows: counts.mappings, ...(facts ? { facts } : {}) };
}
