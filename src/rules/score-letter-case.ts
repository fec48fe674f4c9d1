import { edit, fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';
import { CATEGORIES, VALUES, wordOf } from './score-words.ts';

const WORDS = { score_category: CATEGORIES, score_value: VALUES } as const;

export const scoreLetterCase: Rule = {
  name: 'score-letter-case',
  title: 'Score in other letters',
  description:
    'A score category or value is a known word in other letter case. It is understood here; tools that compare it as it is take it for another one. Write it in small letters.',
  severity: 'info',
  example: {
    bad: '{ "score_category": "Protect", "score_value": "Partial" }',
    good: '{ "score_category": "protect", "score_value": "partial" }',
  },
  fix: 'writes the word in small letters',
  row: (row, say) => {
    for (const name of ['score_category', 'score_value'] as const) {
      const text = row.mapping[name];
      const word = text === undefined ? undefined : wordOf(WORDS[name], text);
      if (text === undefined || word === undefined || word === text) continue;
      const place = fieldOf(row, name);
      say({
        place,
        message: `${name} ${quoted(text)} is written in other letters than the word ${word}`,
        found: text,
        expected: word,
        suggestion: `write ${word}`,
        ...edit(place, word),
      });
    }
  },
};
