import { inWords } from '../model/json-value.ts';
import { shorten } from '../model/text.ts';
import { memberOf } from './place.ts';
import type { Rule } from './rule.ts';
import { isRevoked, modifiedOrder } from './stix-version.ts';

export const bundleVersionWithoutChange: Rule = {
  name: 'bundle-version-without-change',
  title: 'Later version of an unchanged object',
  description:
    'An object has a later modified time than in the earlier bundle, and nothing else of it changed. Importers take it for a new version, and people look for a change that is not there. Write the time that it had.',
  severity: 'warning',
  example: {
    bad: '{ "earlier": [{ "name": "A", "modified": "2024-01-01T00:00:00.000Z" }], "later": [{ "name": "A", "modified": "2024-02-01T00:00:00.000Z" }] }',
    good: '{ "earlier": [{ "name": "A", "modified": "2024-01-01T00:00:00.000Z" }], "later": [{ "name": "A", "modified": "2024-01-01T00:00:00.000Z" }] }',
  },
  successor: ({ kept }, say) => {
    for (const object of kept) {
      const { id, older, newer, place, changed } = object;
      if (changed.length > 0 || isRevoked(older) || (modifiedOrder(object) ?? 0) <= 0) continue;
      say({
        place: memberOf(newer, place, 'modified'),
        message: `${shorten(id, 100)} has a later modified time, and is what it was in the earlier bundle`,
        found: inWords(newer.modified),
        expected: inWords(older.modified),
        suggestion: 'write the time that it had',
      });
    }
  },
};
