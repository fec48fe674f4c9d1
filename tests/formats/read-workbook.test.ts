import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../src/formats/read-workbook.ts';
import { makeWorkbook, workbookParts } from '../support/make-workbook.ts';
import { makeZip, type ZipEntry } from '../support/make-zip.ts';

const read = (body: Uint8Array) => readWorkbook(body, 'https://example.org/w.xlsx');
const parts = workbookParts({ One: [['Head'], ['x']] });
const SHEET = 'xl/worksheets/sheet1.xml';

/** The workbook with one part changed. */
function changed(name: string, change: (part: ZipEntry) => ZipEntry): Buffer {
  return makeZip(parts.map((part) => (part.name === name ? change(part) : part)));
}
const sheet = (data: string) =>
  changed(SHEET, (part) => ({ ...part, content: `<worksheet>${data}</worksheet>` }));
const cells = (data: string) => sheet(`<sheetData>${data}</sheetData>`);

describe('readWorkbook', () => {
  it('reads all sheets, gaps and the spaces at the edges of cells', async () => {
    const sheets = { One: [['Head ', 'B'], [undefined, ' <&> '], ['x']], Two: [['y']] };
    expect(await read(makeWorkbook(sheets))).toEqual([
      {
        name: 'One',
        rows: [
          ['Head ', 'B'],
          [undefined, ' <&> '],
          ['x', undefined],
        ],
      },
      { name: 'Two', rows: [['y']] },
    ]);
  });

  it('reads numbers, dates, truths and texts that stand in their cells', async () => {
    const row =
      '<row r="1"><c r="A1"><v>12.5</v></c><c r="B1" t="d"><v>2020-01-02T00:00:00Z</v></c>' +
      '<c r="C1" t="b"><v>1</v></c><c r="D1" t="inlineStr"><is><t>in</t></is></c></row>';
    expect(await read(cells(row))).toMatchObject([
      { rows: [['12.5', '2020-01-02', 'true', 'in']] },
    ]);
  });

  it.each([
    ['nothing', Buffer.alloc(0), /found an empty document/],
    ['a web page', Buffer.from('<html></html>'), /found a web page/],
    ['an XLS file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /XLS\), or one with a password/],
    ['a PDF', Buffer.from('%PDF-1.7'), /found another kind of file \("%PDF/],
    ['half a workbook', makeZip(parts).subarray(0, 500), /found none, or one that breaks off/],
    ['an archive of something else', makeZip([{ name: 'a.txt', content: 'a' }]), /cannot be read/],
  ])('refuses %s', async (_, body, message) => {
    await expect(read(body)).rejects.toMatchObject({
      code: 'parse',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['a sheet of a gigabyte', bomb(2 ** 30), /at most 16777216 bytes once expanded/],
    ['a bomb that says it is small', bomb(2 ** 30, 1000), /expected 1000 bytes in .*found more/],
    [
      'an entry that is smaller than it says',
      changed(SHEET, (part) => ({ ...part, size: 5000 })),
      /expected 5000 bytes/,
    ],
    [
      'an entry with another checksum',
      changed(SHEET, (part) => ({ ...part, crc: 1 })),
      /as it says/,
    ],
    [
      'an entry with a password',
      changed(SHEET, (part) => ({ ...part, flags: 1 })),
      /stored or deflated/,
    ],
    [
      'another way of packing',
      changed(SHEET, (part) => ({ ...part, method: 12 })),
      /stored or deflated/,
    ],
    ['an entry twice', makeZip([...parts, ...parts]), /expected each entry once/],
    [
      'a thousand and one entries',
      makeZip(Array.from({ length: 1001 }, (_, i) => ({ name: `${i}`, content: '' }))),
      /at most 1000 entries, found 1001/,
    ],
  ])('refuses %s', async (_, body, message) => {
    await expect(read(body)).rejects.toMatchObject({
      code: 'parse',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    [
      'a row far away',
      '<row r="9999999"><c r="A9999999"><v>1</v></c></row>',
      /at most 100000 rows/,
    ],
    ['a column far away', '<row r="1"><c r="XFD1"><v>1</v></c></row>', /256 columns/],
    ['rows without end', '<row/>'.repeat(100_001), /at most 100000 rows/],
    ['rows behind a prefix', '<x:row></x:row>'.repeat(100_001), /at most 100000 rows/],
    ['tags without end', '<a/>'.repeat(2_000_001), /at most 2000000 tags/],
    ['many cells', '<row r="90000"><c r="IV90000"><v>1</v></c></row>', /2000000 cells/],
    ['a position of another kind', '<row r="1e9"></row>', /positions such as B2/],
    ['a position behind a prefix', '<x:row x:r="99999999999"></x:row>', /positions such as B2/],
    ['a position in other quotes', "<row r = '99999999999'></row>", /positions such as B2/],
    [
      'text without end',
      `<row r="1"><c r="A1" t="inlineStr"><is><t>${'x'.repeat(300_000)}`,
      /text of at most/,
    ],
    ['a tag without end', `<row r="1"><c a="${'<'.repeat(1000)}`, /tags that end/],
    ['entities', '<!ENTITY a "b">', /no declarations/],
  ])('refuses a sheet with %s', async (_, data, message) => {
    await expect(read(cells(data))).rejects.toMatchObject({
      code: 'parse',
      message: expect.stringMatching(message),
    });
  });

  it('refuses one part of the archive that is listed as very many sheets', async () => {
    const many = parts.map(({ name, content }) =>
      name === 'xl/workbook.xml'
        ? { name, content: String(content).replace(/<sheet [^>]*>/, (sheet) => sheet.repeat(65)) }
        : { name, content },
    );
    await expect(readWorkbook(makeZip(many), 'book')).rejects.toThrow(/65 sheets, more than 64/);
  });

  it('expands nothing but the parts of the workbook', async () => {
    const other = { name: 'media/film.xml', content: Buffer.alloc(40_000_000) };
    expect(await read(makeZip([...parts, other]))).toHaveLength(1);
  });

  it('takes no long text that many cells share for more than it is', async () => {
    const text = 'x'.repeat(200_000);
    const rows = Array.from({ length: 400 }, () => [text]);
    await expect(read(makeWorkbook({ One: rows }))).rejects.toThrow(
      /more than 67108864 characters/,
    );
  });
});

/** A workbook whose sheet is that many zeros. */
function bomb(size: number, stated?: number): Buffer {
  // A block of zeros, packed once and repeated: no test should hold a gigabyte.
  const block = deflateRawSync(Buffer.alloc(2 ** 24), { finishFlush: constants.Z_FULL_FLUSH });
  const packed = Buffer.concat(Array.from({ length: size / 2 ** 24 }, () => block));
  const zip = changed(SHEET, (part) => ({
    ...part,
    content: packed,
    method: 0,
    size: stated ?? size,
  }));
  return asDeflated(zip);
}

/** Calls the stored entry a deflated one, in both of its headers. */
function asDeflated(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  for (let at = copy.indexOf(SHEET); at !== -1; at = copy.indexOf(SHEET, at + 1)) {
    const isLocal = copy.subarray(at - 30, at - 26).equals(Buffer.from('PK\x03\x04'));
    if (isLocal) copy.writeUInt16LE(8, at - 22);
    else if (copy.subarray(at - 46, at - 42).equals(Buffer.from('PK\x01\x02')))
      copy.writeUInt16LE(8, at - 36);
  }
  return copy;
}
