import { inWords } from '../model/json-value.ts';
import { shorten } from '../model/text.ts';
import { memberOf } from './place.ts';
import type { Rule } from './rule.ts';
import { isRevoked, modifiedOrder } from './stix-version.ts';

export const bundleModifiedEarlier: Rule = {
  name: 'bundle-modified-earlier',
  title: 'Modified time that went back',
  description:
    'The modified time of an object is earlier than in the earlier bundle. Importers take the version with the latest time for the state of the object (STIX 2.1, 3.6), so that they pass over this one. Write the time that it had, or a later one where the object changed.',
  severity: 'error',
  example: {
    bad: '{ "earlier": [{ "modified": "2024-02-01T00:00:00.000Z" }], "later": [{ "modified": "2024-01-01T00:00:00.000Z" }] }',
    good: '{ "earlier": [{ "modified": "2024-02-01T00:00:00.000Z" }], "later": [{ "modified": "2024-02-01T00:00:00.000Z" }] }',
  },
  successor: ({ kept }, say) => {
    for (const object of kept) {
      const { id, older, newer, place } = object;
      if (isRevoked(older) || (modifiedOrder(object) ?? 0) >= 0) continue;
      say({
        place: memberOf(newer, place, 'modified'),
        message: `${shorten(id, 100)} was modified later in the earlier bundle`,
        found: inWords(newer.modified),
        expected: `${inWords(older.modified)}, or later`,
        suggestion: 'write the time that it had, or a later one where it changed',
      });
    }
  },
};
