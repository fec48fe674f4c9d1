import { shorten } from '../model/text.ts';
import { fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';
import { VALUES } from './score-words.ts';

export const categoryWithoutValue: Rule = {
  name: 'category-without-value',
  title: 'Score category without a value',
  description:
    'The row says what kind of score it gives and not which. The layer of that category gives it none. State the value, or drop the category.',
  severity: 'warning',
  example: {
    bad: '{ "score_category": "detect" }',
    good: '{ "score_category": "detect", "score_value": "partial" }',
  },
  row: (row, say) => {
    const { score_category: category, score_value: value } = row.mapping;
    if (category === undefined || value !== undefined) return;
    say({
      place: fieldOf(row, 'score_category'),
      message: `the score category ${quoted(category)} has no score value`,
      found: shorten(category),
      expected: `a score_value: ${VALUES.join(', ')}`,
      suggestion: 'state the value, or drop the category',
    });
  },
};
