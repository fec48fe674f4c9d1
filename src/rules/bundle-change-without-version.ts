import { counted, shorten } from '../model/text.ts';
import { memberOf } from './place.ts';
import type { Rule } from './rule.ts';
import { isMarking, isRevoked, modifiedOrder } from './stix-version.ts';

/** More names than these are no help to anybody. */
const MOST = 5;

export const bundleChangeWithoutVersion: Rule = {
  name: 'bundle-change-without-version',
  title: 'Change without a later modified time',
  description:
    'An object is not what it was in the earlier bundle, and has the same modified time. Importers tell versions by that time and keep the one that they have (STIX 2.1, 3.6); to revoke is a change too. Give it a later modified time. A marking has no versions (7.2.1): other content is another marking, with an id of its own.',
  severity: 'error',
  example: {
    bad: '{ "earlier": [{ "name": "A", "modified": "2024-01-01T00:00:00.000Z" }], "later": [{ "name": "B", "modified": "2024-01-01T00:00:00.000Z" }] }',
    good: '{ "earlier": [{ "name": "A", "modified": "2024-01-01T00:00:00.000Z" }], "later": [{ "name": "B", "modified": "2024-01-01T00:00:00.001Z" }] }',
  },
  successor: ({ kept }, say) => {
    for (const object of kept) {
      const { id, older, newer, place, changed } = object;
      if (changed.length === 0 || isRevoked(older)) continue;
      const ofMarking = isMarking(older) || isMarking(newer);
      if (!ofMarking && modifiedOrder(object) !== 0) continue;
      say({
        place: ofMarking ? place : memberOf(newer, place, 'modified'),
        message: ofMarking
          ? `the marking ${shorten(id, 100)} differs from the earlier bundle in ${inList(changed)}`
          : `${shorten(id, 100)} differs from the earlier bundle in ${inList(changed)}, and has the same modified time`,
        found: inList(changed),
        suggestion: ofMarking
          ? 'make another marking of it, with an id of its own'
          : 'give it a later modified time',
      });
    }
  },
};

function inList(names: readonly string[]): string {
  const first = names.slice(0, MOST).map((name) => shorten(name));
  const more = names.length - first.length;
  return `${first.join(', ')}${more > 0 ? ` and ${counted(more, 'other member')}` : ''}`;
}
