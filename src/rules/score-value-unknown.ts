import { shorten } from '../model/text.ts';
import { fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';
import { VALUES, wordOf } from './score-words.ts';

export const scoreValueUnknown: Rule = {
  name: 'score-value-unknown',
  title: 'Unknown score value',
  description:
    'The score value is none of minimal, partial and significant. Layers give it no score. Correct the word.',
  severity: 'warning',
  example: {
    bad: '{ "score_value": "high" }',
    good: '{ "score_value": "significant" }',
  },
  row: (row, say) => {
    const { score_value: value } = row.mapping;
    if (value === undefined || wordOf(VALUES, value) !== undefined) return;
    say({
      place: fieldOf(row, 'score_value'),
      message: `the score value ${quoted(value)} is none of ${VALUES.join(', ')}: layers give it no score`,
      found: shorten(value),
      expected: VALUES.join(', '),
      suggestion: 'correct the word',
    });
  },
};
