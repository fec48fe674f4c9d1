import type { Place } from '../generated/run-report.ts';
import { isoDate } from '../model/dates.ts';
import { textOf } from '../model/normalise-row.ts';
import { shorten } from '../model/text.ts';
import type { SourceRow } from '../records.ts';
import { at, edit } from './place.ts';
import { plainDate } from './plain-date.ts';
import { quoted } from './quoted.ts';
import type { Rule, RuleFinding } from './rule.ts';

export const dateUnreadable: Rule = {
  name: 'date-unreadable',
  title: 'Date that is no date',
  description:
    'The creation date or the last update is no date, or is written in a form that is not read. STIX objects then take their dates from elsewhere. Write it as MM/DD/YYYY.',
  severity: 'warning',
  example: {
    bad: '{ "metadata": { "creation_date": "18 July 2025" } }',
    good: '{ "metadata": { "creation_date": "07/18/2025" } }',
  },
  fix: 'writes a date that can be read in one way only as MM/DD/YYYY',
  set: ({ metadata, metadataPointer }, say) => {
    for (const finding of unreadableDates(metadata, { pointer: metadataPointer })) say(finding);
  },
};

/** The dates among these members of the metadata that are none. */
export function* unreadableDates(metadata: SourceRow, place: Place): Generator<RuleFinding> {
  for (const name of ['creation_date', 'last_update'] as const) {
    const text = textOf(metadata[name]);
    if (text === undefined || isoDate(text) !== undefined) continue;
    const date = plainDate(text);
    yield {
      place: at(place, name),
      message: `${name} ${quoted(text)} is no date`,
      found: shorten(text),
      expected: date ?? 'MM/DD/YYYY',
      suggestion: `write it as ${date ?? 'MM/DD/YYYY'}`,
      ...(date === undefined ? {} : edit(at(place, name), date)),
    };
  }
}
