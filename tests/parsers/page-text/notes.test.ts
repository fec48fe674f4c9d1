import { describe, expect, it } from 'vitest';
import { fields, fixture, HEADER, of, page, read, rules } from './read.ts';

const AC02 = 'AC-02 Account Management Protects T1999 Lantern Relay';
const AC06 = 'AC-06 Least Privilege Protects T1999 Lantern Relay';
const IA02 = 'IA-02 Identification Protects T1999 Lantern Relay';

/** Id, comments and references of each row. */
function notesOf(...table: string[]) {
  return fields(read(page(...table))).map(({ capability_id, comments, references }) => [
    capability_id,
    comments,
    references,
  ]);
}

describe('comments', () => {
  it('may hold titles of notes, rows, headings, headers, addresses and titles of pages', () => {
    const records = read(fixture('hostile-comments.txt'));
    const lines = fixture('hostile-comments.txt').split('\n');
    expect(fields(records)).toEqual([
      {
        capability_id: 'AC-02',
        capability_description: 'References Comments',
        mapping_type: 'Protects',
        attack_object_id: 'T1999',
        attack_object_name: 'Lantern Relay',
        comments: lines.slice(7, 19).join('\n'),
        references: ['https://lamps.example/real'],
      },
      {
        capability_id: 'IA-02',
        capability_description: 'Identification',
        mapping_type: 'Protects',
        attack_object_id: 'T1999',
        attack_object_name: 'Lantern Relay',
      },
    ]);
    expect(rules(records)).toEqual(['14 row-in-comments']);
  });

  it('end at the last "References" with nothing but references below', () => {
    expect(
      notesOf(
        AC02,
        'Comments',
        'See',
        'References',
        'https://a.example',
        'References',
        'https://b.example',
        AC06,
      ),
    ).toEqual([
      ['AC-02', 'See\nReferences\nhttps://a.example', ['https://b.example']],
      ['AC-06', undefined, undefined],
    ]);
  });

  it('keep words below "References" as text, and report that their end is not told', () => {
    const table = [AC02, 'Comments', 'See', 'References', 'The Lamp Book, 2031', AC06];
    expect(notesOf(...table)).toEqual([
      ['AC-02', 'See\nReferences\nThe Lamp Book, 2031', undefined],
      ['AC-06', undefined, undefined],
    ]);
    expect(rules(read(page(...table)))).toEqual(['6 notes-undecided']);
  });

  it('without "References" end at the next row, reported', () => {
    const table = [AC02, 'Comments', 'One.', AC06, IA02, 'Comments', 'Two.', 'References'];
    expect(notesOf(...table)).toEqual([
      ['AC-02', 'One.', undefined],
      ['AC-06', undefined, undefined],
      ['IA-02', 'Two.', undefined],
    ]);
    expect(rules(read(page(...table)))).toEqual(['6 notes-undecided', '12 references-lost']);
  });

  it('without "References" end with the table, reported', () => {
    const table = [AC02, 'Comments', 'One.', 'CRI Profile Mappings', HEADER, AC06];
    expect(notesOf(...table)).toEqual([
      ['AC-02', 'One.', undefined],
      ['AC-06', undefined, undefined],
    ]);
    expect(rules(read(page(...table)))).toEqual(['6 notes-undecided']);
  });

  it('may quote the header of a list of sub-techniques', () => {
    const quoted = 'Technique ID Technique Name Number of Mappings';
    expect(notesOf(AC02, 'Comments', quoted, 'as said', 'References', AC06)).toEqual([
      ['AC-02', `${quoted}\nas said`, undefined],
      ['AC-06', undefined, undefined],
    ]);
  });

  it('may be empty, before references that are there', () => {
    expect(notesOf(AC02, 'Comments', 'References', 'https://a.example')).toEqual([
      ['AC-02', undefined, ['https://a.example']],
    ]);
  });

  it('may be missing, before references that are there', () => {
    expect(notesOf(AC02, 'References', 'https://a.example', AC06)).toEqual([
      ['AC-02', undefined, ['https://a.example']],
      ['AC-06', undefined, undefined],
    ]);
  });

  it('of one row end where the next has references alone', () => {
    const notes = ['Comments', 'One.', 'References', 'https://a.example'];
    const next = [IA02, AC06, 'References', 'https://b.example'];
    expect(notesOf(AC02, ...notes, ...next, IA02)).toEqual([
      ['AC-02', 'One.', ['https://a.example']],
      ['IA-02', undefined, undefined],
      ['AC-06', undefined, ['https://b.example']],
      ['IA-02', undefined, undefined],
    ]);
    expect(rules(read(page(AC02, ...notes, ...next)))).toEqual([]);
  });

  it('that nothing closes above a row with references alone hold it, with a warning', () => {
    const table = [AC02, 'Comments', 'One.', AC06, 'References', 'https://b.example', IA02];
    expect(notesOf(...table)).toEqual([
      ['AC-02', `One.\n${AC06}`, ['https://b.example']],
      ['IA-02', undefined, undefined],
    ]);
    const [found] = of('diagnostic', read(page(...table)));
    expect(found?.diagnostic).toMatchObject({
      rule: 'row-in-comments',
      severity: 'warning',
      place: { line: 8 },
      message: expect.stringContaining('may be its own'),
    });
  });

  it.each([
    ['of another technique', 'AC-06 Least Privilege Protects T1998 Wick Theft', ['warning']],
    ['of no known type', 'AC-06 Least Privilege Illuminates T1999 Lantern Relay', ['warning']],
    ['that begins as a sentence', 'This mitigates T1999 Lantern Relay', []],
  ])('hold a row %s above references', (_, line, severities) => {
    const closed = ['Comments', 'One.', 'References', 'https://a.example'];
    const table = [AC02, ...closed, line, 'References', 'https://b.example'];
    expect(notesOf(...table)).toEqual([
      ['AC-02', `One.\nReferences\nhttps://a.example\n${line}`, ['https://b.example']],
    ]);
    const found = of('diagnostic', read(page(...table)));
    expect(found.map(({ diagnostic }) => diagnostic.severity)).toEqual(severities);
  });

  it('keep blank lines and indents inside, and none around', () => {
    expect(
      notesOf(AC02, '', 'Comments', '', '- one', '', '  - two', '', 'References', '', AC06),
    ).toEqual([
      ['AC-02', '- one\n\n  - two', undefined],
      ['AC-06', undefined, undefined],
    ]);
  });

  it('open in the last cell of a row, or stand in it', () => {
    expect(
      notesOf(
        'AC-02\tAccount Management\tProtects\tT1999\tLantern Relay\tComments',
        'One.',
        'References',
        'AC-06\tLeast Privilege\tProtects\tT1999\tLantern Relay\tTwo.',
      ),
    ).toEqual([
      ['AC-02', 'One.', undefined],
      ['AC-06', 'Two.', undefined],
    ]);
  });

  it('end where a table says how many rows it shows', () => {
    expect(
      notesOf(
        AC02,
        'Comments',
        'One.',
        'References',
        'https://a.example',
        'Showing 1 to 1 of 1 rows',
        '10 rows per page',
        AC06,
      ),
    ).toEqual([
      ['AC-02', 'One.', ['https://a.example']],
      ['AC-06', undefined, undefined],
    ]);
  });
});

describe('references', () => {
  it.each<[string[], string[]]>([
    [['https://a.example https://b.example'], ['https://a.example', 'https://b.example']],
    [
      ['1. https://a.example', '2) https://b.example'],
      ['https://a.example', 'https://b.example'],
    ],
    [
      ['1.', 'https://a.example', '2.', '', 'https://b.example'],
      ['https://a.example', 'https://b.example'],
    ],
    [['1. Lamps (https://a.example)'], ['Lamps (https://a.example)']],
    [['chrome-extension://a/b.pdf'], ['chrome-extension://a/b.pdf']],
    [['1.\thttps://a.example'], ['https://a.example']],
  ])('%j are %j', (lines, expected) => {
    expect(notesOf(AC02, 'Comments', 'One.', 'References', ...lines, AC06)[0]).toEqual([
      'AC-02',
      'One.',
      expected,
    ]);
  });
});
