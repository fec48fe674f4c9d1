import type { AttackMappingsError } from '../errors.ts';
import { GONE } from '../gates/lost-sets.ts';
import type { ManifestCombined, ManifestSet } from '../generated/manifest.ts';
import { compareText } from '../model/compare.ts';
import type { SetOutcome } from './build-family.ts';
import { supersededBy } from './same-lineage.ts';

/** Why what an earlier build aligned is kept: this one aligns to another version, or not at all. */
export const NOT_ALIGNED = 'no longer aligned to this version';

/** What there is to know of a build beside what became of its sets. */
export interface BuildExtent {
  /** True when it was to build every set that the source has. */
  readonly complete: boolean;
  /** The ATT&CK version that it aligned sets to. */
  readonly alignedTo: string | undefined;
  /** Why an aligned set was not made that an earlier build made. */
  readonly unaligned: string;
}

type Why = Pick<ManifestSet, 'status' | 'reason' | 'gate'>;

/** The entries after a build: sets that failed, are stopped or no longer published keep their old one. */
export function mergeEntries(
  previous: ReadonlyMap<string, ManifestSet>,
  outcomes: readonly SetOutcome[],
  { complete, alignedTo, unaligned }: BuildExtent,
): ManifestSet[] {
  const entries = new Map(previous);
  const found = new Set(outcomes.map(({ plan }) => plan.path));
  for (const [path, entry] of previous) {
    if (!complete || found.has(path)) continue;
    const reason = entry.aligned_from === undefined ? GONE : unaligned;
    entries.set(path, kept(entry, { status: 'kept', reason }));
  }
  for (const outcome of outcomes) {
    if (!('error' in outcome)) {
      entries.set(outcome.plan.path, outcome.entry);
      for (const { path } of supersededBy(outcome.plan, previous)) entries.delete(path);
      continue;
    }
    // What failed is a set, or a framework whose sets could not be listed: then nothing was aligned of them.
    const below = (path: string) => `${path}/`.startsWith(`${outcome.plan.path}/`);
    for (const [path, entry] of previous) {
      const { aligned_from: from, key } = entry;
      const isUnmade = from !== undefined && !found.has(path) && key.attack_version === alignedTo;
      if (below(path) || (isUnmade && below(from))) {
        entries.set(path, kept(entry, whyKept(outcome.error)));
      }
    }
  }
  return [...entries.values()].sort((a, b) => compareText(a.path, b.path));
}

/**
 * The entries of files over all frameworks after a build; `sets`: its entries of all sets. A build of
 * some sets or rows makes none, and says nothing of those that there are.
 */
export function mergeCombined(
  previous: ReadonlyMap<string, ManifestCombined>,
  made: readonly ManifestCombined[],
  sets: readonly ManifestSet[],
  { complete, unaligned }: Omit<BuildExtent, 'alignedTo'>,
): ManifestCombined[] {
  const entries = new Map(previous);
  const old = new Map(sets.flatMap((set) => (set.status === 'current' ? [] : [[set.path, set]])));
  for (const [path, entry] of previous) {
    const first = entry.sets.map((set) => old.get(set)).find((set) => set !== undefined);
    if (complete) entries.set(path, kept(entry, { status: 'kept', reason: unaligned }));
    else if (first) entries.set(path, kept(entry, whyOf(first)));
  }
  for (const entry of made) entries.set(entry.path, entry);
  return [...entries.values()].sort((a, b) => compareText(a.path, b.path));
}

/** An entry whose last good files stay. */
export function kept<T extends ManifestSet | ManifestCombined>(entry: T, why: Why): T {
  const { path, status: _, reason: __, gate: ___, ...rest } = entry;
  return { path, ...why, ...rest } as T;
}

/** What an entry says of the error that kept its files as they were. */
export function whyKept({ code, gate }: AttackMappingsError): Why {
  if (gate === undefined) return { status: 'kept', reason: `${code} error` };
  return { status: 'stale', reason: gate.reason, gate: gate.name };
}

function whyOf({ path, status, reason, gate }: ManifestSet): Why {
  return { status, reason: `${path}: ${reason}`, ...(gate === undefined ? {} : { gate }) };
}
