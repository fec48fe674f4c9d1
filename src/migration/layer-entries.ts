import type { LayerEntry, LayerNote } from '../layers/layer-types.ts';
import { grouped } from '../model/grouped.ts';
import { distinctEntries, mergeEntries, moveEntry } from './layer-merge.ts';
import type { PlacedEntry } from './layer-placement.ts';
import type { MergedEntries } from './layer-report.ts';

export interface WrittenEntries {
  readonly entries: readonly LayerEntry[];
  readonly merged: readonly MergedEntries[];
  /** Entries that became one with others whose scores differ. */
  readonly collided: ReadonlyMap<PlacedEntry, MergedEntries>;
  readonly notes: readonly LayerNote[];
}

/** One entry a technique and tactic, in the order of the first; the general one before those with a tactic. */
export function writeEntries(placed: readonly PlacedEntry[]): WrittenEntries {
  const groups = grouped(placed, ({ technique, tactic }) => keyOf(technique.id, tactic));
  const entries = new Map<string, LayerEntry>();
  const merged: MergedEntries[] = [];
  const collided = new Map<PlacedEntry, MergedEntries>();
  const notes: LayerNote[] = [];
  for (const [key, all] of groups) {
    const members = distinctEntries(all);
    const [only] = members;
    if (only === undefined) continue;
    const general = keyOf(only.technique.id, undefined);
    const before = groups.get(general);
    if (before && key !== general && !entries.has(general)) {
      // One that lost its tactic was at no other place before.
      if (before.some(({ entry }) => entry.tactic === undefined)) {
        notes.push(note(before, 'stands before those with a tactic, which it would replace'));
      }
      entries.set(general, only.entry);
    }
    if (members.length < all.length) {
      notes.push(note(all, `is there ${all.length} times, and ${members.length} are different`));
    }
    if (members.length === 1) {
      entries.set(key, moveEntry(only));
      continue;
    }
    const result = mergeEntries(members);
    entries.set(key, result.entry);
    merged.push(result.merged);
    if (result.merged.scores) for (const member of members) collided.set(member, result.merged);
  }
  return { entries: [...entries.values()], merged, collided, notes };
}

function keyOf(id: string, tactic: string | undefined): string {
  return `${id} ${tactic ?? ''}`;
}

function note(members: readonly PlacedEntry[], what: string): LayerNote {
  const [first] = members;
  const message = `the entry of ${first?.entry.techniqueID} ${what}`;
  return { pointer: first?.pointer ?? '', kind: 'changed', message };
}
