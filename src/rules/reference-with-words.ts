import { quoted } from './quoted.ts';
import { referencesOf } from './reference-kind.ts';
import type { Rule } from './rule.ts';

export const referenceWithWords: Rule = {
  name: 'reference-with-words',
  title: 'Reference with words',
  description:
    'A reference holds more than an address, as "Ref:" before it or a remark after it. The words are kept as its text. Write the address alone, and remarks in the comments.',
  severity: 'info',
  example: {
    bad: '{ "references": ["Ref: https://example.org/a"] }',
    good: '{ "references": ["https://example.org/a"] }',
  },
  row: (row, say) => {
    for (const { text, place, addresses } of referencesOf(row, 'words')) {
      say({
        place,
        message: `the reference ${quoted(text, 120)} holds more than an address: the words are kept as its text`,
        found: quoted(text, 120),
        ...(addresses[0] === undefined ? {} : { expected: quoted(addresses[0], 120) }),
        suggestion: 'write the address alone, and remarks in the comments',
      });
    }
  },
};
