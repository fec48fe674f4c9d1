import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvText, fromCsvCell } from '../../src/formats/csv-text.ts';

const written = (rows: readonly (readonly (string | undefined)[])[]) => [...csvText(rows)].join('');
const read = (text: string): string[][] => parse(text, { record_delimiter: '\r\n' });

describe('csvText', () => {
  it('ends rows in CRLF and leaves undefined cells empty', () => {
    expect(
      written([
        ['a', undefined, 'c'],
        ['', 'b', ''],
      ]),
    ).toBe('a,,c\r\n,b,\r\n');
  });

  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['a\nb', '"a\nb"'],
    ['a\r\nb', '"a\r\nb"'],
    ['a;b', '"a;b"'],
    ['a\tb', '"a\tb"'],
    [' a', '" a"'],
    ['a ', '"a "'],
  ])('quotes %j as RFC 4180 wants', (cell, expected) => {
    expect(csvCell(cell)).toBe(expected);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t=1"'],
    ['\r=1', '"\'\r=1"'],
    ['\n=1', '"\'\n=1"'],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠A', "'＠A"],
    ['=A1,"x"', '"\'=A1,""x"""'],
    ["'=1", "''=1"],
    ["''=1", "'''=1"],
    ["'quoted'", "'quoted'"],
    ['a=1', 'a=1'],
    ['1-2', '1-2'],
    ['', ''],
  ])('neutralises %j', (cell, expected) => {
    expect(csvCell(cell)).toBe(expected);
  });

  it('gives no cell that a spreadsheet would run, and loses none', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({
        unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\t', '\r', '\n', ' ', 'a'),
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), (rows) => {
        const cells = read(written(rows));
        for (const text of cells.flat()) expect(text).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(cells.map((row) => row.map(fromCsvCell))).toEqual(rows);
      }),
    );
  });

  it('writes large tables in chunks', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [String(i), 'cell']);
    expect([...csvText(rows)].length).toBeGreaterThan(2);
    expect(read(written(rows))).toEqual(rows);
  });
});
