import { shorten } from '../model/text.ts';
import { edit, fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';
import { wordOf } from './score-words.ts';

const STATUSES = ['complete', 'in_progress', 'non_mappable'];

export const statusUnknown: Rule = {
  name: 'status-unknown',
  title: 'Unknown status',
  description:
    'The status of the row is none of complete, in_progress and non_mappable, so the row is taken as mapped. Correct the word, or finish the row before it is published.',
  severity: 'warning',
  example: {
    bad: '{ "status": "Non_Mappable" }',
    good: '{ "status": "non_mappable" }',
  },
  fix: 'writes the word in small letters, where nothing else is wrong with it',
  row: (row, say) => {
    const { status } = row.mapping;
    if (status === undefined || STATUSES.includes(status)) return;
    const word = wordOf(STATUSES, status);
    const place = fieldOf(row, 'status');
    say({
      place,
      message: `the status ${quoted(status)} is none of ${STATUSES.join(', ')}: the row is taken as mapped`,
      found: shorten(status),
      expected: word ?? STATUSES.join(', '),
      suggestion:
        word === undefined
          ? 'correct the word, or finish the row before it is published'
          : `write ${word}`,
      ...(word === undefined ? {} : edit(place, word)),
    });
  },
};
