import { shorten } from '../model/text.ts';
import type { KeptObject, Rule } from './rule.ts';
import { timeMembersOf, timeOrder } from './stix-version.ts';

export const bundleOtherBytes: Rule = {
  name: 'bundle-other-bytes',
  title: 'Same object in other bytes',
  description:
    'An object says what it said in the earlier bundle and is written in another way: members in another order, other spaces, a number or a time with other digits. Nothing is wrong with it, but who compares files sees a change, and a signature or hash of the object no longer fits. Write it as it was.',
  severity: 'info',
  example: {
    bad: '{ "earlier": [{ "type": "note", "lang": "en" }], "later": [{ "lang": "en", "type": "note" }] }',
    good: '{ "earlier": [{ "type": "note", "lang": "en" }], "later": [{ "type": "note", "lang": "en" }] }',
  },
  successor: ({ kept }, say) => {
    for (const object of kept) {
      if (object.isSameText || object.changed.length > 0 || !hasSameTimes(object)) continue;
      say({
        place: object.place,
        message: `${shorten(object.id, 100)} is the same object as in the earlier bundle, in other bytes`,
        suggestion: 'write it as it was',
      });
    }
  },
};

/** A time that cannot be read is the same when it stands there in the same letters. */
function hasSameTimes({ older, newer }: KeptObject): boolean {
  return timeMembersOf(older, newer).every(
    (name) => older[name] === newer[name] || timeOrder(older[name], newer[name]) === 0,
  );
}
