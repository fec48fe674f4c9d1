import type { Mapping } from '../generated/mapping-set.ts';
import type { ReviewRow } from '../generated/review.ts';
import { shorten } from '../model/text.ts';
import type { Collided } from './collisions.ts';
import type { Outcome } from './outcomes.ts';
import { ROW_FIELDS } from './row-fields.ts';
import { rowId } from './row-id.ts';
import { shortList } from './short-list.ts';
import { goesOn } from './technique-fate.ts';

/** Rows that people have to look at: set aside or in a collision, and not decided. Equal rows are one. */
export function reviewRows(
  set: string,
  outcomes: readonly Outcome[],
  collided: readonly Collided[],
): ReviewRow[] {
  const collisions = new Map<Outcome, string>();
  for (const entry of collided) {
    const message = collisionText(entry);
    for (const { outcome } of entry.rows) collisions.set(outcome, message);
  }
  const rows = new Map<string, ReviewRow>();
  for (const outcome of outcomes) {
    const why = reasonOf(outcome, collisions);
    if (why === undefined) continue;
    const row = rowId(outcome.before);
    const known = rows.get(row);
    rows.set(row, {
      set,
      row,
      decision: '',
      ...why,
      count: (known?.count ?? 0) + 1,
      ...shown(outcome.before),
    });
  }
  return [...rows.values()];
}

function reasonOf(
  outcome: Outcome,
  collisions: ReadonlyMap<Outcome, string>,
): Pick<ReviewRow, 'reason' | 'message' | 'candidates'> | undefined {
  const { fate, decision } = outcome;
  if (decision !== undefined || fate === undefined) return undefined;
  if (!goesOn(fate)) {
    const candidates = fate.candidates.map(({ id, name }) => `${id} ${name}`);
    return {
      reason: fate.kind,
      message: fate.message,
      ...(candidates.length > 0 ? { candidates } : {}),
    };
  }
  const message = collisions.get(outcome);
  return message === undefined ? undefined : { reason: 'collision', message };
}

function collisionText({ collision, rows }: Collided): string {
  const { capability_id, attack_object_id, from, score_values } = collision;
  const scores = score_values ? `, with the scores ${shortList(score_values, ' and ')}` : '';
  return `${rows.length} rows of ${shortList(from)} are now rows of ${shorten(attack_object_id)} for ${shorten(capability_id)}${scores}`;
}

function shown(row: Mapping): Partial<ReviewRow> {
  const shown: Partial<ReviewRow> = {};
  for (const name of ROW_FIELDS) if (row[name] !== undefined) shown[name] = row[name];
  return shown;
}
