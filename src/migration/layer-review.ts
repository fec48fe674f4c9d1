import type { ReviewRow } from '../generated/review.ts';
import type { LostEntry, PlacedEntry } from './layer-placement.ts';
import type { MergedEntries } from './layer-report.ts';
import { layerRowId } from './row-id.ts';
import { shortList } from './short-list.ts';

/** Entries that people have to decide: lost, or one with others whose scores differ. Equal ones share a row. */
export function reviewEntries(
  subject: string,
  lost: readonly LostEntry[],
  collided: ReadonlyMap<PlacedEntry, MergedEntries>,
): ReviewRow[] {
  const rows = new Map<string, ReviewRow>();
  const add = (
    { entry }: Pick<PlacedEntry, 'entry'>,
    why: Pick<ReviewRow, 'reason' | 'message' | 'candidates'>,
  ) => {
    const row = layerRowId(entry);
    const { techniqueID, score, comment } = entry;
    rows.set(row, {
      set: subject,
      row,
      decision: '',
      ...why,
      count: (rows.get(row)?.count ?? 0) + 1,
      attack_object_id: techniqueID,
      ...(score === undefined ? {} : { score_value: String(score) }),
      ...(comment ? { comments: comment } : {}),
    });
  };
  for (const entry of lost) {
    const { reason, message, candidates } = entry;
    if (reason === 'dropped') continue;
    add(entry, {
      reason,
      message,
      ...(candidates.length > 0 ? { candidates: [...candidates] } : {}),
    });
  }
  const messages = new Map<MergedEntries, string>();
  for (const [entry, merged] of collided) {
    if (entry.decided) continue;
    const message = messages.get(merged) ?? collisionText(merged);
    messages.set(merged, message);
    add(entry, { reason: 'collision', message });
  }
  return [...rows.values()];
}

function collisionText({ technique, scores = [] }: MergedEntries): string {
  const list = scores.map(({ of, score }) => `${of}: ${score}`);
  return `these entries are now one of ${technique}, and their scores differ: ${shortList(list)}`;
}
