import type { EntryKinds } from '../generated/changes.ts';
import { compareText } from '../model/compare.ts';
import { pairBy } from './pair-by.ts';
import { stableText } from './stable-text.ts';

/** What came, went and changed in a list of entries, each part ordered by key. */
export interface EntryChanges<T> {
  added: T[];
  removed: T[];
  changed: { kinds: EntryKinds; old: T; new: T }[];
}

/** A member of an entry with the kind of change that another value is. */
export type EntryMember<T> = readonly [
  member: keyof T,
  kind: EntryKinds[number] | ((old: T, next: T) => EntryKinds[number]),
];

/**
 * Compares two lists of entries by their keys. `meaningOf`: entries that are left over and mean the
 * same are the same entry under another id.
 */
export function compareEntries<T>(
  old: readonly T[],
  next: readonly T[],
  members: readonly EntryMember<T>[],
  keyOf: (entry: T) => string,
  meaningOf?: (entry: T) => string,
): EntryChanges<T> {
  const byKey = (a: T, b: T) =>
    compareText(keyOf(a), keyOf(b)) || compareText(stableText(a), stableText(b));
  const left = [...old].sort(byKey);
  const right = [...next].sort(byKey);
  const same = pairBy(left, right, keyOf, keyOf);
  const alike = meaningOf
    ? pairBy(same.onlyLeft, same.onlyRight, meaningOf, meaningOf)
    : { ...same, pairs: [] };
  return {
    added: [...alike.onlyRight],
    removed: [...alike.onlyLeft],
    changed: [...same.pairs, ...alike.pairs]
      .sort(([, a], [, b]) => byKey(a, b))
      .flatMap(([a, b]) => {
        const kinds = kindsOf(a, b, members);
        return kinds.length === 0 ? [] : { kinds, old: a, new: b };
      }),
  };
}

function kindsOf<T>(old: T, next: T, members: readonly EntryMember<T>[]): EntryKinds {
  const kinds = new Set<EntryKinds[number]>();
  for (const [member, kind] of members) {
    if (stableText(old[member]) === stableText(next[member])) continue;
    kinds.add(typeof kind === 'string' ? kind : kind(old, next));
  }
  return [...kinds].sort(compareText);
}

/** How many entries came, went and changed; another spelling is no change. */
export function entryTotals<T>({ added, removed, changed }: EntryChanges<T>) {
  const isMore = ({ kinds }: { kinds: EntryKinds }) => kinds.some((kind) => kind !== 'respelled');
  return {
    added: added.length,
    removed: removed.length,
    changed: changed.filter(isMore).length,
  };
}
