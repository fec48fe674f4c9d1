import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/formats/read-csv.ts';
import { tableOf } from '../../src/formats/table.ts';

const read = (text: string | Uint8Array) => readCsv(Buffer.from(text), 'https://example.org/t.csv');
const table = (text: string, wanted: string[], optional: string[] = []) =>
  tableOf(read(text), wanted, 'https://example.org/t.csv', optional);

describe('readCsv', () => {
  it('reads carriage returns alone as line ends', () => {
    expect(readCsv(Buffer.from('a,b\r1,2\r'), 'table')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('reads quotes, line breaks in them, either line end and a byte order mark', () => {
    expect(read('\ufeffa,"b ""c"""\r\n"1\n2", 3 \n')).toEqual([
      ['a', 'b "c"'],
      ['1\n2', ' 3 '],
    ]);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /empty document/],
    ['blank lines', '\n \n', /empty document/],
    ['a web page', '\ufeff <html>', /a web page/],
    ['bytes of no text', Buffer.from([0xff, 0x41]), /no UTF-8/],
    ['a binary file', 'a\0b', /a binary file/],
    ['a quote that never ends', `a,b\n"${'x\n'.repeat(1000)}`, /a mistake near line/],
    ['a cell of a megabyte', `a\n${'x'.repeat(2 ** 20)}\n`, /a mistake/],
    ['a cell of a megabyte in quotes', `a\n"${'x'.repeat(2 ** 20)}"\n`, /a mistake/],
    ['more than two megabytes', 'a,b\n'.repeat(2 ** 20), /4194304 bytes: at most 2097152/],
  ])('refuses %s', (_, text, message) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'parse', message: expect.stringMatching(message) }),
    );
  });
});

describe('tableOf', () => {
  it('refuses a header alone', () => {
    expect(() =>
      tableOf(
        [
          ['A', 'B'],
          ['', ''],
        ],
        ['A'],
        'table',
      ),
    ).toThrow(/rows below the header, found none/);
  });

  it('finds columns by header, in any order and letter case', () => {
    const { rows, others } = table(' Id ,more, SUB  category\n1,2,3\n', ['Sub Category', 'ID']);
    expect(rows.map((row) => [row.cell('ID'), row.cell('Sub Category'), row.place])).toEqual([
      ['1', '3', { row: 2 }],
    ]);
    expect(rows[0]?.placeOf('Sub Category')).toEqual({ row: 2, column: 3 });
    expect(others).toEqual([{ header: 'more', place: { row: 1, column: 2 } }]);
  });

  it('leaves empty rows out and counts them, and takes short rows', () => {
    const { rows } = table('a,b\n1\n\n , \n2,3\n', ['a', 'b']);
    expect(rows.map((row) => [row.cell('a'), row.cell('b'), row.place.row])).toEqual([
      ['1', undefined, 2],
      ['2', '3', 5],
    ]);
  });

  it('does without optional columns', () => {
    const { rows } = table('a\n1\n', ['a'], ['b']);
    expect(rows[0]?.cell('b')).toBeUndefined();
    expect(table('a,b\n1,2\n', ['a'], ['b']).others).toEqual([]);
  });

  it('names the columns that it expected and found', () => {
    expect(() => table('a,c\n1,2\n', ['a', 'b'])).toThrow(
      expect.objectContaining({
        code: 'schema',
        message: expect.stringMatching(
          /columns "a", "b", found "a", "c" in its first row: "b" lacking/,
        ),
      }),
    );
  });

  it('refuses text beyond the last column, for a comma is missing its quotes', () => {
    expect(() => table('a,b\n1,2,3\n', ['a', 'b'])).toThrow(/at most 2 cells.*row 2, column 3/);
    expect(table('a,b\n1,2,,\n', ['a', 'b']).rows).toHaveLength(1);
  });
});
