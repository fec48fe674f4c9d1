import type { Place } from '../generated/run-report.ts';
import { shorten } from '../model/text.ts';
import { at } from './place.ts';
import { quoted } from './quoted.ts';
import type { CheckedRow, Rule } from './rule.ts';

/** A row of a canonical set, where unknown fields are kept under a member of their own. */
const CANONICAL = /^(?:\/\d+)?\/mappings\/\d+$/;

export const unknownField: Rule = {
  name: 'unknown-field',
  title: 'Unknown field',
  description:
    'A row has a field that the format does not name. It is carried along as it is, and no export but JSON shows it. Correct its name if it is misspelt.',
  severity: 'info',
  example: {
    bad: '{ "score_categroy": "protect" }',
    good: '{ "score_category": "protect" }',
  },
  row: (row, say) => {
    if (row.mapping.additional === undefined) return;
    for (const name of Object.keys(row.mapping.additional)) {
      say({
        place: placeOf(row, name),
        message: `the field ${quoted(name)} is not known; it is carried along`,
        found: shorten(name),
        suggestion: 'correct its name if it is misspelt',
      });
    }
  },
};

function placeOf({ place }: CheckedRow, name: string): Place {
  return CANONICAL.test(place.pointer ?? '') ? at(place, 'additional', name) : at(place, name);
}
