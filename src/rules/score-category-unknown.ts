import { shorten } from '../model/text.ts';
import { fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';
import { CATEGORIES, wordOf } from './score-words.ts';

export const scoreCategoryUnknown: Rule = {
  name: 'score-category-unknown',
  title: 'Unknown score category',
  description:
    'The score category is none of protect, detect and respond. There is a layer for each of these, and none for it. Correct the word.',
  severity: 'warning',
  example: {
    bad: '{ "score_category": "deter" }',
    good: '{ "score_category": "protect" }',
  },
  row: (row, say) => {
    const { score_category: category } = row.mapping;
    if (category === undefined || wordOf(CATEGORIES, category) !== undefined) return;
    say({
      place: fieldOf(row, 'score_category'),
      message: `the score category ${quoted(category)} is none of ${CATEGORIES.join(', ')}: there is no layer for it`,
      found: shorten(category),
      expected: CATEGORIES.join(', '),
      suggestion: 'correct the word',
    });
  },
};
