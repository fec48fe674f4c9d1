import { inWords } from '../model/json-value.ts';
import { shorten } from '../model/text.ts';
import { memberOf } from './place.ts';
import type { Rule } from './rule.ts';
import { timeMembersOf, timeOrder } from './stix-version.ts';

export const bundleModifiedBeforeCreated: Rule = {
  name: 'bundle-modified-before-created',
  title: 'New object that was modified before it was created',
  description:
    'The modified time of an object that the earlier bundle has not is before its created time. Both are the same in the first version, and modified is later in all others (STIX 2.1, 3.6). Correct the time that is wrong before the object is published: created never changes after that.',
  severity: 'error',
  example: {
    bad: '{ "earlier": [], "later": [{ "created": "2024-02-01T00:00:00.000Z", "modified": "2024-01-01T00:00:00.000Z" }] }',
    good: '{ "earlier": [], "later": [{ "created": "2024-02-01T00:00:00.000Z", "modified": "2024-02-01T00:00:00.000Z" }] }',
  },
  successor: ({ added }, say) => {
    for (const { id, object, place } of added) {
      if (!timeMembersOf(object).includes('modified')) continue;
      if ((timeOrder(object.created, object.modified) ?? 0) >= 0) continue;
      say({
        place: memberOf(object, place, 'modified'),
        message: `${shorten(id, 100)} is new, and was modified before it was created`,
        found: inWords(object.modified),
        expected: `${inWords(object.created)}, or later`,
        suggestion: 'correct the time that is wrong',
      });
    }
  },
};
