import type { ReviewRow } from '../generated/review.ts';
import { type Decision, decisionKey } from './decision.ts';

/** What there is to know of sets beside those that a run migrates. */
export interface OtherSets {
  /** Their undecided rows, which stay in the review. */
  readonly waiting: readonly ReviewRow[];
  /** Unused decisions on them, which hold from their next migration on. */
  readonly deferred: readonly Decision[];
  /** Unused decisions on rows that no one knows. */
  readonly gone: readonly Decision[];
}

/**
 * Sorts what earlier runs into a folder left: the rows of its review, and remembered decisions.
 * `migrated` has the paths of the sets and layers of this run, whose own review takes their place.
 */
export function otherSets(
  migrated: ReadonlySet<string>,
  standing: readonly ReviewRow[],
  { given, remembered }: { given: readonly Decision[]; remembered: readonly Decision[] },
  unused: readonly Decision[],
): OtherSets {
  const isOther = ({ set }: Pick<Decision, 'set'>) => !migrated.has(set);
  const others = standing.filter(isOther);
  const decided = new Set([...given, ...remembered].map(decisionKey));
  const there = new Set([...others, ...remembered.filter(isOther)].map(decisionKey));
  return {
    waiting: others.filter((row) => !decided.has(decisionKey(row))),
    deferred: unused.filter((decision) => there.has(decisionKey(decision))),
    gone: unused.filter((decision) => !there.has(decisionKey(decision))),
  };
}
