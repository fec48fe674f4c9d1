import type { Artifact } from '../contracts.ts';
import { indentedJson } from '../formats/json-text.ts';
import type { Review, ReviewRow } from '../generated/review.ts';
import { compareText } from '../model/compare.ts';
import type { Decision } from './decision.ts';
import { decisionText } from './decisions.ts';
import { reviewCsv } from './review-csv.ts';

/**
 * What is left for people to decide, for a spreadsheet and for programs, ordered by set; headers alone
 * when nothing is.
 */
export function reviewFiles(folder: string, to: string, stated: readonly ReviewRow[]): Artifact[] {
  const rows = [...stated].sort((a, b) => compareText(a.set, b.set));
  const review: Review = { schema_version: '1.0.0', to, rows };
  return [
    { path: `${folder}/review.csv`, chunks: reviewCsv(to, rows) },
    { path: `${folder}/review.json`, chunks: indentedJson({ ...review }) },
  ];
}

/** What was decided, for the next run. */
export function decisionsFile(
  folder: string,
  to: string,
  decisions: readonly Decision[],
): Artifact {
  const rows = decisions.map((decision) => ({
    set: decision.set,
    row: decision.row,
    decision: decisionText(decision),
  }));
  const review: Review = { schema_version: '1.0.0', to, rows };
  return { path: `${folder}/decisions.json`, chunks: indentedJson({ ...review }) };
}
