import { inWords } from '../model/json-value.ts';
import { shorten } from '../model/text.ts';
import { isOfAttack } from './object-of-attack.ts';
import type { Rule } from './rule.ts';
import { isConstant } from './stix-constant.ts';
import { timeMembersOf } from './stix-version.ts';

export const bundleObjectMissing: Rule = {
  name: 'bundle-object-missing',
  title: 'Object that vanished and was not revoked',
  description:
    'An object of the earlier bundle is not in this one. Who imported the earlier bundle keeps the object for good, since nothing says that it no longer holds. Keep it in the bundle, revoked and with a later modified time. Markings, identities, extension definitions and the objects of ATT&CK may go.',
  severity: 'error',
  example: {
    bad: '{ "earlier": [{ "type": "note", "id": "note--5d0092c5-5f74-4287-9642-33f4c354e56d", "modified": "2024-01-01T00:00:00.000Z" }], "later": [] }',
    good: '{ "earlier": [{ "type": "note", "id": "note--5d0092c5-5f74-4287-9642-33f4c354e56d", "modified": "2024-01-01T00:00:00.000Z" }], "later": [{ "type": "note", "id": "note--5d0092c5-5f74-4287-9642-33f4c354e56d", "modified": "2024-02-01T00:00:00.000Z", "revoked": true }] }',
  },
  successor: ({ vanished, isRelated }, say) => {
    // Of two bundles that have nothing in common one thing is said.
    if (!isRelated) return;
    for (const { id, object, place } of vanished) {
      // What has no times is an observable, which cannot be revoked (STIX 2.1, 3.2).
      if (isConstant(object) || isOfAttack(object) || timeMembersOf(object).length === 0) continue;
      say({
        place: { pointer: '/objects' },
        message: `${shorten(id, 100)} of type ${inWords(object.type)} is missing; it was at ${place.pointer} of the earlier bundle`,
        found: shorten(id, 100),
        expected: 'the object with revoked: true and a later modified time',
        suggestion: 'keep the object, and revoke it',
      });
    }
  },
};
