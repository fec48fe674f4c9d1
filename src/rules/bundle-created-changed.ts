import { inWords } from '../model/json-value.ts';
import { shorten } from '../model/text.ts';
import { memberOf } from './place.ts';
import type { Rule } from './rule.ts';
import { timeMembersOf, timeOrder } from './stix-version.ts';

export const bundleCreatedChanged: Rule = {
  name: 'bundle-created-changed',
  title: 'Changed time of creation',
  description:
    'An object has another created time than in the earlier bundle. It is the time of its first version, which no later version changes (STIX 2.1, 3.2). Write the time that it had.',
  severity: 'error',
  example: {
    bad: '{ "earlier": [{ "created": "2024-01-01T00:00:00.000Z" }], "later": [{ "created": "2024-02-01T00:00:00.000Z" }] }',
    good: '{ "earlier": [{ "created": "2024-01-01T00:00:00.000Z" }], "later": [{ "created": "2024-01-01T00:00:00.000Z" }] }',
  },
  successor: ({ kept }, say) => {
    for (const { id, older, newer, place } of kept) {
      if (!timeMembersOf(older, newer).includes('created')) continue;
      if ((timeOrder(older.created, newer.created) ?? 0) === 0) continue;
      say({
        place: memberOf(newer, place, 'created'),
        message: `${shorten(id, 100)} was created at another time in the earlier bundle`,
        found: inWords(newer.created),
        expected: inWords(older.created),
        suggestion: 'write the time that it had',
      });
    }
  },
};
