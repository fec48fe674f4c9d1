import type { AttackIndex, Report } from '../contracts.ts';
import { compareText } from '../model/compare.ts';
import { shorten } from '../model/text.ts';
import { type ChosenTechnique, type Decision, type Decisions, decisionKey } from './decision.ts';
import { DecisionProblems, placeText } from './decision-problems.ts';
import { decisionWords } from './decision-words.ts';
import { readReview } from './read-review.ts';
import type { StatedRow } from './review-csv.ts';

/** What decisions are checked against. */
export interface DecisionTarget {
  /** The ATT&CK version of the migration, as its reviews say it. */
  readonly version: string;
  /** Every domain of that release. */
  readonly domains: readonly AttackIndex[];
}

/**
 * The decisions of an edited review, CSV or JSON. Rows without one are undecided, and left out.
 * Throws `config` with everything that is wrong and where: a review of another version, words that are
 * no decision, techniques that do not live in the target, rows that are decided twice and differently,
 * a file that is no review.
 */
export function readDecisions(
  body: Uint8Array,
  source: string,
  target: DecisionTarget,
): Decision[] {
  const stated = readReview(body, source);
  const problems = new DecisionProblems();
  refuseOtherVersion(stated, target.version, problems);
  problems.refuse(source);
  const words = decisionWords(target.domains);
  const decisions = new Map<string, Decision>();
  for (const { row, place } of stated) {
    const { set, row: id, decision: text } = row;
    const before = problems.count;
    const decided = words(text, (message) => problems.add(place, message));
    if (decided === undefined || problems.count > before) continue;
    if (set === '' || !/^[0-9a-f]{16}$/.test(id)) {
      const found = `${shorten(set) || 'no set'}, ${shorten(id) || 'no row'}`;
      problems.add(place, () => `expected the path of a set and the id of a row, found ${found}`);
      continue;
    }
    const decision = { set, row: id, ...decided, source, place };
    const key = decisionKey(decision);
    const known = decisions.get(key);
    if (known === undefined) decisions.set(key, decision);
    else if (decisionText(known) !== decisionText(decision)) {
      problems.add(
        place,
        () =>
          `${shorten(decisionText(decision))} contradicts ${shorten(decisionText(known))} at ${placeText(known.place)}: equal rows share one decision, leave one of the two`,
      );
    }
  }
  problems.refuse(source);
  return [...decisions.values()];
}

function refuseOtherVersion(
  stated: readonly StatedRow[],
  version: string,
  problems: DecisionProblems,
): void {
  const others = new Set<string>();
  for (const { to, place } of stated) {
    if (to === undefined || to === version || others.has(to)) continue;
    others.add(to);
    problems.add(
      place,
      () =>
        `expected a review for ATT&CK ${version}, found one for ${shorten(to) || 'no version'}: migrate to that version, or make the review again`,
    );
  }
}

/**
 * Decisions as given, then those of earlier runs. Where both speak of a row and differ the given one
 * holds, which is reported.
 */
export function mergeDecisions(
  given: readonly Decision[],
  remembered: readonly Decision[],
  report: Report,
): Decisions & { all(): Decision[] } {
  const known = new Map(remembered.map((entry) => [decisionKey(entry), entry]));
  for (const decision of given) {
    const key = decisionKey(decision);
    const earlier = known.get(key);
    known.set(key, decision);
    if (earlier === undefined || decisionText(earlier) === decisionText(decision)) continue;
    report({
      severity: 'info',
      rule: 'migration-decision',
      source: decision.source,
      place: decision.place,
      message: `${decisionText(decision)} takes the place of ${decisionText(earlier)}, which was decided before, for the row ${decision.row} of ${shorten(decision.set)}`,
    });
  }
  const sets = new Set([...known.values()].map((decision) => decision.set));
  const used = new Set<string>();
  return {
    concern: (set) => sets.has(set),
    find(set, row) {
      const key = decisionKey({ set, row });
      used.add(key);
      return known.get(key);
    },
    unused: () => given.filter((decision) => !used.has(decisionKey(decision))),
    all: () =>
      [...known.values()].sort((a, b) => compareText(a.set, b.set) || compareText(a.row, b.row)),
  };
}

/** Throws `config` with given decisions whose rows no migrated set has. */
export function refuseUnused(unused: readonly Decision[]): void {
  const problems = new DecisionProblems();
  for (const { set, row, place } of unused) {
    problems.add(
      place,
      () =>
        `no row ${row} was found in ${shorten(set)}: it is gone, or says something else now. Take this out, or decide in a new review`,
    );
  }
  problems.refuse(unused[0]?.source ?? '');
}

/** A decision as a review states it. */
export function decisionText({ kind, techniques }: Pick<Decision, 'kind' | 'techniques'>): string {
  return kind === 'techniques' ? techniques.map(idOf).join(' ') : kind;
}

function idOf({ technique }: ChosenTechnique): string {
  return technique.id;
}
