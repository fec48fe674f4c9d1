import { shorten } from '../model/text.ts';
import { fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';
import { CATEGORIES } from './score-words.ts';

export const valueWithoutCategory: Rule = {
  name: 'value-without-category',
  title: 'Score value without a category',
  description:
    'The row gives a score and does not say of what: protection, detection or response. No layer of a category shows it. State the category, or drop the value.',
  severity: 'warning',
  example: {
    bad: '{ "score_value": "partial" }',
    good: '{ "score_category": "detect", "score_value": "partial" }',
  },
  row: (row, say) => {
    const { score_category: category, score_value: value } = row.mapping;
    if (value === undefined || category !== undefined) return;
    say({
      place: fieldOf(row, 'score_value'),
      message: `the score value ${quoted(value)} has no score category`,
      found: shorten(value),
      expected: `a score_category: ${CATEGORIES.join(', ')}`,
      suggestion: 'state the category, or drop the value',
    });
  },
};
