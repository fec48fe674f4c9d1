import { edit } from './place.ts';
import { quoted } from './quoted.ts';
import { referencesOf } from './reference-kind.ts';
import type { Rule } from './rule.ts';

export const referenceEdgeSpace: Rule = {
  name: 'reference-edge-space',
  title: 'Reference with space at its edge',
  description:
    'An address begins or ends in white space, or holds characters that cannot be seen. Some tools refuse it. Write it without.',
  severity: 'info',
  example: {
    bad: '{ "references": [" https://example.org/a"] }',
    good: '{ "references": ["https://example.org/a"] }',
  },
  fix: 'writes the address without it',
  row: (row, say) => {
    for (const { text, place } of referencesOf(row, 'edge-space')) {
      say({
        place,
        message: `the reference ${quoted(text, 120)} has space at its edge`,
        expected: quoted(text, 120),
        suggestion: 'write it without',
        ...edit(place, text),
      });
    }
  },
};
