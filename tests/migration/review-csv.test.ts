import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewRow } from '../../src/generated/review.ts';
import { readReviewCsv, reviewCsv } from '../../src/migration/review-csv.ts';

const bytes = (text: string) => Buffer.from(text);
const written = (rows: readonly ReviewRow[]) => [...reviewCsv('18.1', rows)].join('');
const read = (text: string) => readReviewCsv(bytes(text), 'review.csv');

const ROW: ReviewRow = {
  set: 'm365/set',
  row: '12345678901234e5',
  decision: '',
  reason: 'split',
  message: '-T1 is revoked, "twice"',
  candidates: ['T1001 One', 'T1002 Two'],
  count: 2,
  capability_id: "'=C1",
  attack_object_id: 'T1003',
  attack_object_name: '@Name',
  mapping_type: 'technique_score',
  score_category: 'protect',
  score_value: 'partial',
  comments: '=cmd|"calc"!A0, first\nsecond line; third',
};

describe('a review as CSV', () => {
  it('is read back as it was, whatever cells hold', () => {
    expect(read(written([ROW])).map((stated) => stated.row)).toEqual([ROW]);
    const text = fc
      .string({ unit: fc.constantFrom('=', '+', "'", '"', ',', ';', '\n', '\t', 'é', 'a', ' ') })
      .filter((value) => value.trim() !== '');
    const rows = fc.array(
      fc.record(
        {
          set: text,
          row: fc.constant(ROW.row),
          decision: fc.constant(''),
          message: text,
          comments: text,
        },
        { requiredKeys: ['set', 'row', 'decision'] },
      ),
    );
    fc.assert(
      fc.property(rows, (made) => {
        expect(read(written(made)).map((stated) => stated.row)).toEqual(made);
      }),
    );
  });

  it('runs nothing in a spreadsheet, and has no row id that one takes for a number', () => {
    const text = written([ROW]);
    expect(text).toContain('row-12345678901234e5');
    expect(text).toContain(`"'=cmd|""calc""!A0, first`);
    expect(text).not.toMatch(/(?:^|,)"?[=+@-]/m);
  });

  it('knows the version that it is for, and the line of each row', () => {
    const other = { ...ROW, comments: 'one line' };
    const stated = read(written([ROW, other, ROW]));
    expect(stated.map(({ to, place }) => [to, place])).toEqual([
      ['18.1', { line: 2 }],
      ['18.1', { line: 4 }],
      ['18.1', { line: 5 }],
    ]);
  });

  it('may have lost the columns that only inform, and have others', () => {
    expect(read('Decision,Row,Who,To,Set\ndrop,row-0123456789abcdef,me,18.1,a\n')).toEqual([
      {
        to: '18.1',
        row: { set: 'a', row: '0123456789abcdef', decision: 'drop' },
        place: { line: 2 },
      },
    ]);
    expect(() => read('set,row,to\na,b,c\n')).toThrow(/"decision" lacking/);
  });

  it('may have lost the version, which is not checked then', () => {
    const [stated] = read('set,row,decision\na,row-0123456789abcdef,drop\n');
    expect(stated).not.toHaveProperty('to');
  });

  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('may be parted by %s, as spreadsheets of many locales write it', (_, delimiter) => {
    const quoted = (text = '') => `"${text.replaceAll('"', '""')}"`;
    const line = (cells: (string | undefined)[]) => `${cells.map(quoted).join(delimiter)}\r\n`;
    const cells = ['a', `row-${ROW.row}`, 'drop', '1,5; 2\t3'];
    const text = `set${delimiter}row${delimiter}decision${delimiter}comments\r\n${line(cells)}`;
    expect(read(text)).toEqual([
      {
        row: { set: 'a', row: ROW.row, decision: 'drop', comments: '1,5; 2\t3' },
        place: { line: 2 },
      },
    ]);
  });

  it('may be UTF-16 with a byte order mark, as the Unicode text of a spreadsheet', () => {
    const text = `\ufeff${written([{ ...ROW, comments: 'é 漢' }]).replaceAll('\r\n', '\n')}`;
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const body of [little, big]) {
      expect(readReviewCsv(body, 'review.csv')).toMatchObject([{ row: { comments: 'é 漢' } }]);
    }
  });

  it('that is neither UTF-8 nor UTF-16 says how to save it', () => {
    expect(() => readReviewCsv(Buffer.from('set,row,décision', 'latin1'), 'review.csv')).toThrow(
      /save it in UTF-8/,
    );
  });

  it('is read back when it is longer than any table that is published', () => {
    const rows = Array.from({ length: 3000 }, () => ({ ...ROW, comments: 'x'.repeat(1000) }));
    expect(read(written(rows))).toHaveLength(3000);
  });

  it('may be empty', () => {
    expect(read(written([]))).toEqual([]);
  });
});
