import { quoted } from './quoted.ts';
import { hasNoHost, referencesOf } from './reference-kind.ts';
import type { Rule } from './rule.ts';

export const referenceNoAddress: Rule = {
  name: 'reference-no-address',
  title: 'Reference without an address',
  description:
    'A reference holds no address at all: a remark, or a piece of an address that was cut, as one without its host. It is kept as text and cannot be followed. Write the address that is meant.',
  severity: 'warning',
  example: {
    bad: '{ "references": ["see the vendor\'s site"] }',
    good: '{ "references": ["https://example.org/advisory"] }',
  },
  row: (row, say) => {
    for (const { text, place } of referencesOf(row, 'no-address')) {
      say({
        place,
        message: hasNoHost(text)
          ? `the reference ${quoted(text, 120)} holds an http(s) address without a host: it is kept as text`
          : `the reference ${quoted(text, 120)} holds no http(s) address: it is kept as text`,
        found: quoted(text, 120),
        expected: 'an http(s) address',
        suggestion: 'write the address that is meant',
      });
    }
  },
};
