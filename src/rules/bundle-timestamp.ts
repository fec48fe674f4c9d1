import type { Place } from '../generated/run-report.ts';
import { inWords } from '../model/json-value.ts';
import { shorten } from '../model/text.ts';
import type { SourceRow } from '../records.ts';
import { at } from './place.ts';
import type { Rule, Say } from './rule.ts';
import { stixTime } from './stix-time.ts';
import { type TimeMember, timeMembersOf } from './stix-version.ts';

export const bundleTimestamp: Rule = {
  name: 'bundle-timestamp',
  title: 'Version without a time that can be read',
  description:
    'The created or modified time of an object is missing or no STIX timestamp, in this bundle or in the earlier one, so that nobody can tell which version is the later one. A timestamp is a date and a time in UTC, as 2024-01-01T00:00:00.000Z (STIX 2.1, 2.15). Write it so.',
  severity: 'error',
  example: {
    bad: '{ "earlier": [{ "modified": "2024-01-01T00:00:00.000Z" }], "later": [{ "modified": "2024-01-01" }] }',
    good: '{ "earlier": [{ "modified": "2024-01-01T00:00:00.000Z" }], "later": [{ "modified": "2024-01-01T00:00:00.000Z" }] }',
  },
  successor: ({ kept, added }, say) => {
    for (const { id, older, newer, place } of kept) {
      for (const name of timeMembersOf(older, newer)) {
        if (refuse(newer, name, { id, place }, say)) continue;
        if (stixTime(older[name]) !== undefined) continue;
        say({
          place: at(place, name),
          message: `${name} of ${shorten(id, 100)} is ${inWords(older[name])} in the earlier bundle: nothing can be compared with it`,
          expected: TIMESTAMP,
        });
      }
    }
    for (const { id, object, place } of added) {
      for (const name of timeMembersOf(object)) refuse(object, name, { id, place }, say);
    }
  },
};

const TIMESTAMP = 'a timestamp as 2024-01-01T00:00:00.000Z';

/** True when the time cannot be read. */
function refuse(
  object: SourceRow,
  name: TimeMember,
  { id, place }: { readonly id: string; readonly place: Place },
  say: Say,
): boolean {
  if (stixTime(object[name]) !== undefined) return false;
  say({
    place: at(place, name),
    message: `${name} of ${shorten(id, 100)} is ${inWords(object[name])}`,
    found: inWords(object[name]),
    expected: TIMESTAMP,
    suggestion: 'write the time',
  });
  return true;
}
