import { isoDate } from '../model/dates.ts';
import { textOf } from '../model/normalise-row.ts';
import { at } from './place.ts';
import type { Rule } from './rule.ts';

export const dateBeforeCreation: Rule = {
  name: 'date-before-creation',
  title: 'Update before creation',
  description:
    'The last update of the set lies before its creation. One of the two dates is wrong. STIX takes the creation date for both.',
  severity: 'warning',
  example: {
    bad: '{ "metadata": { "creation_date": "07/18/2025", "last_update": "07/18/2024" } }',
    good: '{ "metadata": { "creation_date": "07/18/2025", "last_update": "07/24/2025" } }',
  },
  set: ({ metadata, metadataPointer }, say) => {
    const created = isoDate(textOf(metadata.creation_date));
    const updated = isoDate(textOf(metadata.last_update));
    if (created === undefined || updated === undefined || updated >= created) return;
    const place = { pointer: metadataPointer };
    say({
      place: at(place, 'last_update'),
      message: `last_update ${updated} lies before creation_date ${created}`,
      found: updated,
      expected: `${created} or later`,
      suggestion: 'correct the one that is wrong',
      related: [at(place, 'creation_date')],
    });
  },
};
