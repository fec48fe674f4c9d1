import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkSet } from '../../src/rules/check.ts';
import { rules } from '../../src/rules/index.ts';
import { checked, documentOf } from './checked-document.ts';

const PIECES = ['AC-2', 'ac-02 ', 'T1110', 'Protect', 'non_mappable', '__proto__', 'a/b~c', ''];
const text = fc.oneof(
  fc.constantFrom(
    null,
    ...PIECES,
    '<br>&nbsp;',
    '\u202e',
    'https://e.org https://e.org',
    '01/02/20',
  ),
  fc.string({ unit: 'binary' }),
);
/** The format refuses control characters in ids. */
const id = fc.oneof(
  fc.constantFrom(null, ...PIECES),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
  fc.string().map((some) => some.replace(/[\u0000-\u001f\u007f]/g, '')),
);
const row = fc.record({
  capability_id: id,
  capability_description: text,
  capability_group: id,
  mapping_type: id,
  attack_object_id: id,
  attack_object_name: text,
  score_category: text,
  score_value: text,
  related_score: text,
  comments: text,
  references: fc.option(fc.array(text, { maxLength: 4 })),
  status: fc.constantFrom('complete', 'non_mappable', 'Done'),
});
const named = fc.dictionary(fc.oneof(fc.constantFrom(...PIECES), fc.string()), fc.constant('Name'));

function valueAt(document: unknown, pointer: string): unknown {
  const names = pointer.split('/').slice(1);
  return names.reduce((value, name) => {
    const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
    expect(Object.hasOwn(value as object, key), pointer).toBe(true);
    return (value as Record<string, unknown>)[key];
  }, document);
}

it('every finding in any document stands at something that is there, and so does what it would change', () => {
  let found = 0;
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 6 }),
      fc.record({ creation_date: text, last_update: text, capability_groups: named }),
      (rows, metadata) => {
        // As a document is: read from its text, so that __proto__ is a member like others.
        const document = JSON.parse(JSON.stringify(documentOf({ rows, metadata })));
        for (const { place, related = [], edits = [] } of checkSet(checked(document), rules)) {
          found += 1;
          for (const { pointer } of [place, ...related, ...edits]) valueAt(document, pointer ?? '');
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(found).toBeGreaterThan(1000);
});
