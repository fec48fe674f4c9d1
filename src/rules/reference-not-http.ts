import { quoted } from './quoted.ts';
import { referencesOf } from './reference-kind.ts';
import type { Rule } from './rule.ts';

export const referenceNotHttp: Rule = {
  name: 'reference-not-http',
  title: 'Reference that is no web address',
  description:
    'A reference is an address of another scheme than http or https, as chrome-extension:, file: or ftp:. It leads nowhere on the machines of others, and following some is a risk. Write the web address of what it shows.',
  severity: 'warning',
  example: {
    bad: '{ "references": ["chrome-extension://abcdef/https://example.org/sheet.pdf"] }',
    good: '{ "references": ["https://example.org/sheet.pdf"] }',
  },
  row: (row, say) => {
    for (const { text, place, addresses } of referencesOf(row, 'not-http')) {
      const [inner] = addresses;
      say({
        place,
        message: `the reference ${quoted(text, 120)} is no http(s) address`,
        found: quoted(text, 120),
        expected: 'an http(s) address',
        suggestion: inner
          ? `write ${quoted(inner, 120)} if that is what it shows`
          : 'write the web address of what it shows',
      });
    }
  },
};
