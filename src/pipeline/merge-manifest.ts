import type { AttackMappingsError } from '../errors.ts';
import { GONE } from '../gates/lost-sets.ts';
import type { ManifestCombined, ManifestSet } from '../generated/manifest.ts';
import { compareText } from '../model/compare.ts';
import { isWithin } from '../model/set-key.ts';
import type { SetOutcome } from './build-family.ts';
import type { SetPlan } from './plan.ts';
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
    const { aligned_from: from = path, key } = entry;
    const isAligned = from !== path;
    const isGone = !found.has(from) && (!isAligned || key.attack_version === alignedTo);
    entries.set(path, kept(entry, { status: 'kept', reason: isGone ? GONE : unaligned }));
  }
  for (const outcome of outcomes) {
    if (!('error' in outcome)) {
      entries.set(outcome.plan.path, outcome.entry);
      for (const { path } of supersededBy(outcome.plan, previous)) entries.delete(path);
      continue;
    }
    // What failed is a set, or a framework whose sets could not be listed: then nothing was aligned of them.
    const below = (path: string) => isWithin(path, outcome.plan.path);
    for (const [path, entry] of previous) {
      const { aligned_from: from, key } = entry;
      const isUnmade = from !== undefined && !found.has(path) && key.attack_version === alignedTo;
      if (below(path) || (isUnmade && below(from))) {
        entries.set(path, kept(entry, whyKept(outcome.error)));
      }
    }
    // What a release that did not come through would have taken the place of stays because of it.
    const { plan } = outcome;
    for (const entry of 'lineage' in plan ? supersededBy(plan, previous) : []) {
      if (!found.has(entry.path))
        entries.set(entry.path, kept(entry, whyStays(plan, outcome.error, outcomes)));
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
    if (first && !(complete && first.reason === unaligned))
      entries.set(path, kept(entry, whyOf(first)));
    else if (complete) entries.set(path, kept(entry, { status: 'kept', reason: unaligned }));
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

/** Why an aligned set stays that this one did not take the place of: its own error, or that of what it is made from. */
function whyStays(
  { path, alignedFrom }: Pick<SetPlan, 'path' | 'alignedFrom'>,
  error: AttackMappingsError,
  outcomes: readonly SetOutcome[],
): Why {
  const source = outcomes.find(({ plan }) => plan.path === alignedFrom?.path);
  if (source && 'error' in source) {
    return whyOf({ path: source.plan.path, ...whyKept(source.error) });
  }
  return whyOf({ path, ...whyKept(error) });
}

function whyOf({ path, status, reason, gate }: Why & Pick<ManifestSet, 'path'>): Why {
  return { status, reason: `${path}: ${reason}`, ...(gate === undefined ? {} : { gate }) };
}
