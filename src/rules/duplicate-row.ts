import { grouped } from '../model/grouped.ts';
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
    // Rows that are equal have the same ends, and only those are written out to be compared.
    for (const alike of grouped(rows, endsOf).values()) {
      if (alike.length === 1) continue;
      const seen = new Map<string, CheckedRow>();
      for (const row of alike) {
        const text = contentOf(row);
        const first = seen.get(text);
        if (first === undefined) seen.set(text, row);
        else {
          const { capability_id: capability, attack_object_id: technique } = row.mapping;
          say({
            place: row.place,
            message: `the row of ${shorten(capability ?? 'no capability')} and ${shorten(technique ?? 'no technique')} repeats another row in every field`,
            suggestion: 'remove it',
            related: [first.place],
            ...edit(row.place),
          });
        }
      }
    }
  },
};

function endsOf({ mapping }: CheckedRow): string {
  const { capability_id, attack_object_id, score_category } = mapping;
  return `${capability_id}\0${attack_object_id}\0${score_category}`;
}

/** Rows that a migration made alike came from different techniques and are no duplicates. */
function contentOf({ mapping }: CheckedRow): string {
  const { derived, ...published } = mapping;
  return JSON.stringify([published, derived.migrated_from]);
}
