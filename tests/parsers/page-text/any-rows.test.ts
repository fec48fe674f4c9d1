import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HEADER, of, read } from './read.ts';

/** A row as a page prints it. */
interface Printed {
  readonly id: string;
  readonly description: string;
  readonly type: string;
  readonly technique: { readonly id: string; readonly name: string };
  readonly notes?: { readonly comments: readonly string[]; readonly references: readonly string[] };
}

const TITLE = { id: 'T1999', name: 'Lantern Relay (Forged): On & Off' };
const id = fc.oneof(
  fc.constantFrom('AC-2(1)', 'AC-02', 'ME-IP-E5', 'PR.AA-05.02', 'CVE-2031-12345', 'IAM-01'),
  fc.stringMatching(/^[a-z_&/().-]{1,20}$/),
);
const WORDS = [
  'Account',
  'Management',
  '(organizational',
  'Users)',
  'Protects',
  'References',
  'Comments',
  'AC-02',
  'and',
  'é',
  '|',
  '"quoted"',
];
const words = (...more: string[]) =>
  fc.array(fc.constantFrom(...WORDS, ...more), { maxLength: 6 }).map((list) => list.join(' '));
const type = fc.constantFrom(
  'Protects',
  'mitigates',
  'Technique Scores',
  'technique_scores',
  'related-to',
  'primary_impact',
  'uncategorized',
  'Non-Mappable',
);
const technique = fc.oneof(
  { weight: 3, arbitrary: fc.constant(TITLE) },
  fc.constantFrom({ id: 'T1999.001', name: 'Paper Relay' }, { id: 'T1998', name: 'Wick Theft' }),
);
/** Words that a page has a meaning for, and that mean nothing inside comments. */
const hostile = fc.constantFrom(
  'Comments',
  'References\nare none',
  'References\nhttps://lamps.example/inside\nand more',
  'AC-02',
  'AC-02 Account Management Protects T1999 Lantern Relay (Forged): On & Off\nas said',
  `${HEADER}\nas said`,
  'T1078 Valid Accounts',
  'Mappings',
  // Below references, a heading with a header opens a table.
  'see\nNIST 800-53 Mappings',
  'Search',
  '10 rows per page',
  'License Requirements:\nExample P2',
  'tabs\there',
  '',
);
const comments = fc
  .tuple(fc.array(fc.oneof(hostile, words()), { maxLength: 6 }), fc.constantFrom('The end.', 'é'))
  .map(([lines, last]) => [...lines, last]);
const references = fc.array(
  fc.constantFrom(
    'https://lamps.example/a?b=c#d',
    'http://lamps.example',
    'Ref: https://lamps.example/wick (part 2)',
  ),
  { maxLength: 3 },
);
const row: fc.Arbitrary<Printed> = fc.record(
  { id, description: words('T1999'), type, technique, notes: fc.record({ comments, references }) },
  { requiredKeys: ['id', 'description', 'type', 'technique'] },
);

function print(rows: readonly Printed[], separator: string): string {
  const lines = rows.flatMap(({ id, description, type, technique, notes }) => {
    const cells = [id, description, type, technique.id, technique.name];
    const shown = separator === '\t' ? cells : cells.filter((cell) => cell !== '');
    return [
      shown.join(separator),
      ...(notes ? ['Comments', ...notes.comments, 'References', ...notes.references] : []),
    ];
  });
  return [`${TITLE.id} ${TITLE.name} Mappings`, 'View in MITRE ATT&CK®', HEADER, ...lines].join(
    '\n',
  );
}

/** What a printed row is as fields. */
function expected({ id, description, type, technique, notes }: Printed) {
  const text = notes?.comments.join('\n').trim();
  return {
    capability_id: id,
    ...(description === '' ? {} : { capability_description: description }),
    mapping_type: type,
    attack_object_id: technique.id,
    attack_object_name: technique.name,
    ...(text ? { comments: text } : {}),
    ...(notes && notes.references.length > 0 ? { references: notes.references } : {}),
  };
}

it.each([
  ['spaces', ' '],
  ['tabs', '\t'],
])('rows of any words, apart by %s, are read as they were printed', (_, separator) => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
      const records = read(print(rows, separator));
      const byLine = of('row', records).sort((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0));
      expect(byLine.map(({ fields }) => fields)).toEqual(rows.map(expected));
      const lost = of('diagnostic', records).filter(
        ({ diagnostic }) => diagnostic.rule === 'references-lost',
      );
      expect(lost).toHaveLength(rows.filter(({ notes }) => notes?.references.length === 0).length);
    }),
    { numRuns: 500 },
  );
});

it('no text breaks it: rows, or an error that says why', () => {
  const line = fc.oneof(
    hostile,
    words('T1999'),
    fc.string(),
    row.map((one) => print([one], ' ')),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      let records: ReturnType<typeof read>;
      try {
        records = read(lines.join('\n'));
      } catch (error) {
        expect(error).toMatchObject({
          code: 'parse',
          message: expect.stringMatching(/^expected /),
        });
        return;
      }
      expect(of('row', records).length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
