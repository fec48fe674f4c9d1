import type { MappingSet } from '../generated/mapping-set.ts';
import { compareText } from '../model/compare.ts';
import { compareReleases, lineageName, setPath } from '../model/set-key.ts';

/** What of a set decides which other one it is compared with. */
export type MatchedSet = Pick<MappingSet, 'key' | 'lineage' | 'migrations'>;

export interface SetMatch<T> {
  /** Ordered by the path of the new set. */
  readonly pairs: readonly (readonly [old: T, next: T])[];
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/**
 * Which set of NEW is compared with which of OLD. Sets of the same key belong together. A set that
 * OLD lacks and that is the newest of its lineage is a new release: it is compared with the newest
 * one that OLD has. One set on each side is compared whatever the keys. Sets that a migration made
 * are compared among themselves.
 */
export function matchSets<T extends MatchedSet>(
  olds: readonly T[],
  news: readonly T[],
): SetMatch<T> {
  const [old, next] = [olds[0], news[0]];
  if (old !== undefined && next !== undefined && olds.length === 1 && news.length === 1) {
    return { pairs: [[old, next]], added: [], removed: [] };
  }
  const byName = new Map(olds.map((set) => [nameOf(set), set]));
  const newestOld = newestOf(olds);
  const newestNew = newestOf(news);
  const pairs: [T, T][] = [];
  const added: T[] = [];
  const used = new Set<T>();
  for (const set of inOrder(news)) {
    const lineage = lineageOf(set);
    const isNewest = newestNew.get(lineage) === set;
    const match = byName.get(nameOf(set)) ?? (isNewest ? newestOld.get(lineage) : undefined);
    if (match === undefined) added.push(set);
    else {
      pairs.push([match, set]);
      used.add(match);
    }
  }
  return { pairs, added, removed: inOrder(olds).filter((set) => !used.has(set)) };
}

function newestOf<T extends MatchedSet>(sets: readonly T[]): Map<string, T> {
  const newest = new Map<string, T>();
  for (const set of sets) {
    const known = newest.get(lineageOf(set));
    if (known === undefined || compareReleases(set.key, known.key) > 0) {
      newest.set(lineageOf(set), set);
    }
  }
  return newest;
}

function lineageOf(set: MatchedSet): string {
  return JSON.stringify([isAligned(set), lineageName(set.lineage)]);
}

/** Tells sets of one side apart. */
export function nameOf(set: MatchedSet): string {
  return JSON.stringify([isAligned(set), setPath(set.key)]);
}

/** True for a set that a migration carried to its ATT&CK version. */
function isAligned({ migrations }: MatchedSet): boolean {
  return migrations !== undefined;
}

function inOrder<T extends MatchedSet>(sets: readonly T[]): T[] {
  return [...sets].sort((a, b) => compareText(nameOf(a), nameOf(b)));
}
