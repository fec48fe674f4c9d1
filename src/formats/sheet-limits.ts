import { AttackMappingsError } from '../errors.ts';
import { shorten } from '../model/text.ts';

/** Most characters from one `<` to the next: a cell's text, in Excel at most 32,767, and its tag. */
const LONGEST = 262_144;
/** Most tags: a dozen times as many as in the largest workbook that is published. */
const MOST_TAGS = 2_000_000;
const MOST_ROWS = 100_000;
const MOST_COLUMNS = 256;
const MOST_CELLS = 2_000_000;

/** Where a row or a cell says it stands; with or without a prefix, as the library reads it. */
const POSITION = /(?:\s|(?<!\sxmlns):)r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** The tag that begins a row. */
const ROW = /<(?:[^\s<>/:]*:)?row[\s/>]/g;

/**
 * Throws `parse` for XML of a workbook that its reader would need more than linear time or memory
 * for: declarations, comments and tags without end, text of any length, and rows or cells far away
 * from the others, since the reader fills the gaps between.
 */
export function checkSheetXml(xml: string, name: string, subject: string): void {
  const refuse = (expected: string, found: string): never => {
    throw new AttackMappingsError(
      'parse',
      subject,
      `expected ${expected} in ${JSON.stringify(shorten(name))}, found ${found}: save the workbook anew, with its table alone`,
    );
  };
  checkTags(xml, refuse);
  if (xml.includes('sheetData')) checkPositions(xml, refuse);
}

type Refuse = (expected: string, found: string) => never;

function checkTags(xml: string, refuse: Refuse): void {
  let open = xml.indexOf('<');
  let tags = 0;
  while (open !== -1) {
    tags += 1;
    if (tags > MOST_TAGS) refuse(`at most ${MOST_TAGS} tags`, 'more');
    const following = xml.indexOf('<', open + 1);
    const end = following === -1 ? xml.length : following;
    if (end - open > LONGEST) refuse(`text of at most ${LONGEST} characters`, `${end - open}`);
    if (xml[open + 1] === '!') refuse('no declarations or comments', xml.slice(open, open + 12));
    const close = xml.indexOf('>', open);
    if (close === -1 || close > end) refuse('tags that end', shorten(xml.slice(open, open + 60)));
    open = following;
  }
}

function checkPositions(xml: string, refuse: Refuse): void {
  // Rows need not say where they stand.
  let rows = xml.match(ROW)?.length ?? 0;
  let columns = 0;
  for (const match of xml.matchAll(POSITION)) {
    const position = match[1] ?? match[2] ?? '';
    const [, letters = '', digits = ''] = /^([A-Z]{0,3})([0-9]{1,7})$/.exec(position) ?? [];
    if (digits === '') refuse('positions such as B2', JSON.stringify(shorten(position)));
    rows = Math.max(rows, Number(digits));
    columns = Math.max(columns, columnNumber(letters));
  }
  if (rows > MOST_ROWS || columns > MOST_COLUMNS || rows * columns > MOST_CELLS) {
    refuse(
      `at most ${MOST_ROWS} rows, ${MOST_COLUMNS} columns and ${MOST_CELLS} cells`,
      `${rows} rows and ${columns} columns`,
    );
  }
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
