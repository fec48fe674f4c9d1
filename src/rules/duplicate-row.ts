import { shorten } from '../model/text.ts';
import { edit } from './place.ts';
import type { CheckedRow, Rule } from './rule.ts';

export const duplicateRow: Rule = {
  name: 'duplicate-row',
  title: 'Duplicate row',
  description:
    'Two rows are equal in every field, but for white space at edges and empty fields. The second says nothing new and makes counts too high. Remove it.',
  severity: 'warning',
  example: {
    bad: '[{ "capability_id": "AC-2", "attack_object_id": "T1110" }, { "capability_id": "AC-2", "attack_object_id": "T1110" }]',
    good: '[{ "capability_id": "AC-2", "attack_object_id": "T1110" }]',
  },
  fix: 'removes the second row',
  set: ({ rows }, say) => {
    for (const { row, first } of repeats(rows)) {
      const { capability_id: capability, attack_object_id: technique } = row.mapping;
      say({
        place: row.place,
        message: `the row of ${shorten(capability ?? 'no capability')} and ${shorten(technique ?? 'no technique')} repeats another row in every field`,
        suggestion: 'remove it',
        related: [first.place],
        ...edit(row.place),
      });
    }
  },
};

/** Rows that are equal have the same ends, and only those are written out to be compared. */
function* repeats(rows: readonly CheckedRow[]): Generator<{ row: CheckedRow; first: CheckedRow }> {
  /** The first row of its ends, until another one asks to be compared with it. */
  const alone = new Map<string, CheckedRow | undefined>();
  const byContent = new Map<string, CheckedRow>();
  for (const row of rows) {
    const ends = endsOf(row);
    if (!alone.has(ends)) {
      alone.set(ends, row);
      continue;
    }
    const other = alone.get(ends);
    if (other !== undefined) byContent.set(contentOf(other), other);
    alone.set(ends, undefined);
    const content = contentOf(row);
    const first = byContent.get(content);
    if (first === undefined) byContent.set(content, row);
    else yield { row, first };
  }
}

function endsOf({ mapping }: CheckedRow): string {
  const { capability_id, attack_object_id, score_category } = mapping;
  return `${capability_id}\0${attack_object_id}\0${score_category}`;
}

/** Rows that a migration made alike came from different techniques and are no duplicates. */
function contentOf({ mapping }: CheckedRow): string {
  const { derived, ...published } = mapping;
  return JSON.stringify([published, derived.migrated_from]);
}
