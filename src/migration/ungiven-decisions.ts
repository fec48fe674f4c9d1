import { compareText } from '../model/compare.ts';
import { shorten } from '../model/text.ts';
import type { Decision } from './decision.ts';
import { DecisionProblems } from './decision-problems.ts';
import { wordsIn } from './decision-words.ts';
import { decisionText } from './decisions.ts';
import type { StatedRow } from './review-csv.ts';

/**
 * Throws `config` with what a review that is to be written over has and no one else: decisions that
 * are not among the known ones, and rows for another ATT&CK version.
 */
export function refuseUngiven(
  stated: readonly StatedRow[],
  source: string,
  version: string,
  known: readonly Decision[],
): void {
  const texts = new Set(known.map((entry) => keyOf(entry, decisionText(entry))));
  const problems = new DecisionProblems();
  for (const { to = version, row, place } of stated) {
    if (to !== version) problems.add(place, () => `a row for ATT&CK ${shorten(to)}`);
    else if (wordsIn(row.decision).length > 0 && !texts.has(keyOf(row, row.decision))) {
      problems.add(place, () => `${shorten(row.decision)} for ${row.row} of ${shorten(row.set)}`);
    }
  }
  problems.refuse(
    source,
    `decisions that were not given and would be written over. Give them back with --decisions ${source}, or move it`,
  );
}

function keyOf({ set, row }: Pick<Decision, 'set' | 'row'>, text: string): string {
  return [row, wordsIn(text.toUpperCase()).sort(compareText).join(' '), set].join('\0');
}
