import { edit } from './place.ts';
import { quoted } from './quoted.ts';
import { referencesOf } from './reference-kind.ts';
import type { Rule } from './rule.ts';

export const referenceSeveralAddresses: Rule = {
  name: 'reference-several-addresses',
  title: 'Reference with several addresses',
  description:
    'One reference holds several addresses, so that a link made of it leads nowhere. A new address begins after white space or a separator; one that stands within another, as in links of archives and mail filters, is part of it. Write one reference an address. Where words stand between them, it is for a person to say which words belong to which.',
  severity: 'info',
  example: {
    bad: '{ "references": ["https://example.org/a https://example.org/b"] }',
    good: '{ "references": ["https://example.org/a", "https://example.org/b"] }',
  },
  fix: 'makes one reference of each address, where nothing else stands beside them',
  row: (row, say) => {
    for (const { text, place, addresses, hasWords } of referencesOf(row, 'several')) {
      say({
        place,
        message: `the reference ${quoted(text, 120)} holds ${addresses.length} addresses`,
        found: quoted(text, 120),
        expected: 'one address',
        suggestion: 'write one reference an address',
        ...(hasWords ? {} : edit(place, ...addresses)),
      });
    }
  },
};
