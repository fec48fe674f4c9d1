import fc from 'fast-check';

/** Words that documents are made of, and such as no document should have. */
const WORDS = [
  ...['', ' ', '0', 'AC-2', 'AC-02 ', 'ac-2(1)', 'T1078', 'T1078.001', 't1078', 'complete'],
  ...['non_mappable', 'technique_scores', 'mitigates', 'protect', 'partial', 'enterprise', '16.1'],
  ...['07/18/2025', '2025-02-30', 'm365', 'nist_800_53', '__proto__', 'constructor', 'toString'],
  ...['a/b~c', '../..', '=cmd|A0', '<b>&amp;', '\u202e', '\u0000', '\ud800', '\n', '日本'],
  ...['https://e.org/a https://e.org/b', 'License: E3', 'may require Microsoft Entra ID P2'],
];

/** A word, or any text. */
export const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  fc.string({ unit: 'binary', maxLength: 30 }),
);

/** Any value of JSON, in the words of documents; `__proto__` is a member like others. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'json' },
    anyText,
    fc.constantFrom<unknown>(null, true, 0, -1, 1e308, 16.1),
    fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'json' }),
    membersOf(anyText, tie('value')),
  ),
})).value;

/** An object with these members, defined one by one, so that none of them is a prototype. */
export function membersOf(
  name: fc.Arbitrary<string>,
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<object> {
  return fc
    .array(fc.tuple(name, value), { maxLength: 5, depthIdentifier: 'json' })
    .map((entries) => Object.fromEntries(entries));
}
