import { shorten } from '../model/text.ts';
import { memberOf } from './place.ts';
import type { Rule } from './rule.ts';
import { isRevoked, modifiedOrder } from './stix-version.ts';

export const bundleRevokedChanged: Rule = {
  name: 'bundle-revoked-changed',
  title: 'Revoked object that lives or changed',
  description:
    'An object that was revoked in the earlier bundle is no longer, or is another version. To revoke is permanent: no version comes after it (STIX 2.1, 3.2), and importers need not look at one. Leave the object as it was; what comes back is a new object with an id of its own.',
  severity: 'error',
  example: {
    bad: '{ "earlier": [{ "id": "note--5d0092c5-5f74-4287-9642-33f4c354e56d", "revoked": true }], "later": [{ "id": "note--5d0092c5-5f74-4287-9642-33f4c354e56d" }] }',
    good: '{ "earlier": [{ "id": "note--5d0092c5-5f74-4287-9642-33f4c354e56d", "revoked": true }], "later": [{ "id": "note--5d0092c5-5f74-4287-9642-33f4c354e56d", "revoked": true }, { "id": "note--a93494bb-4b80-4ea1-8695-3236a49916fd" }] }',
  },
  successor: ({ kept }, say) => {
    for (const object of kept) {
      const { id, older, newer, place, changed } = object;
      if (!isRevoked(older)) continue;
      if (!isRevoked(newer)) {
        say({
          place: memberOf(newer, place, 'revoked'),
          message: `${shorten(id, 100)} is revoked in the earlier bundle, and lives in this one`,
          expected: 'revoked: true',
          suggestion: 'leave it revoked, and make a new object with an id of its own',
        });
      } else if (changed.length > 0 || (modifiedOrder(object) ?? 0) !== 0) {
        say({
          place,
          message: `${shorten(id, 100)} is revoked in the earlier bundle, and another version in this one`,
          suggestion: 'leave it as it was',
        });
      }
    }
  },
};
