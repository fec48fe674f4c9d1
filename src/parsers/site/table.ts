import {
  childElements,
  detached,
  type HtmlElement,
  hasOwnEnd,
  isElement,
  lineAt,
  textIn,
} from '../../formats/html-text.ts';
import { shorten } from '../../model/text.ts';
import { listed, oneLine, type SitePage, unknownShape } from './page.ts';

/** A table of the site. */
export interface SiteTable {
  /** Selects it on the page. */
  readonly selector: string;
  /** Column titles, white space single. */
  readonly headers: readonly string[];
  /** Its rows, from 1; none where the table says that there is nothing. */
  readonly rows: () => Generator<TableRow>;
}

export interface TableRow {
  readonly row: number;
  /** One for each column, but for a last column of notes that has nothing to say. */
  readonly cells: readonly HtmlElement[];
}

/** What the site prints for a null. */
export const NULL = 'None';
/** As "No mappings found". */
const NOTHING = /^no [a-z -]+ found\.?$/i;
const NOTES = /^notes$/i;

/** The one table that a selector names. Throws `parse` when there is none, or it has no rows. */
export function readTable(page: SitePage, selector: string, table?: HtmlElement): SiteTable {
  const element = table ?? page.html.select(`${selector} table`)[0];
  if (element === undefined) {
    throw unknownShape(page, `a table in ${selector}`, 'none there');
  }
  const parts = childElements(element);
  const headers = parts
    .filter(({ name }) => name === 'thead')
    .flatMap(childElements)
    .slice(0, 1)
    .flatMap(childElements)
    .map((cell) => detached(oneLine(textIn(cell))));
  const bodies = parts.filter(({ name }) => name === 'tbody');
  const rows = bodies.flatMap(childElements);
  if (headers.length === 0 || rows.length === 0) {
    throw unknownShape(
      page,
      `a table with titles and rows in ${selector}`,
      `${headers.length} titles and ${rows.length} rows`,
    );
  }
  checkEnds(page, selector, rows, [...bodies, element]);
  checkRows(page, selector, element, rows);
  checkRest(page, selector, element, rows.length);
  return { selector, headers, rows: () => tableRows(page, selector, headers, rows) };
}

/** An end tag in a cell, emitted unescaped, can end the table early: the rows after it are then no part of it. */
function checkEnds(
  page: SitePage,
  selector: string,
  rows: readonly HtmlElement[],
  around: readonly HtmlElement[],
): void {
  const { source } = page.html;
  const broken = rows.findIndex((row) => !hasOwnEnd(row, source));
  const row = broken === -1 ? rows.length - 1 : broken;
  const element = broken === -1 ? around.find((part) => !hasOwnEnd(part, source)) : rows[broken];
  if (element === undefined) return;
  const { endIndex } = element;
  const end = source.slice(source.lastIndexOf('<', endIndex ?? 0), (endIndex ?? 0) + 1);
  throw unknownShape(
    page,
    `a table in ${selector} in which each element ends in its own end tag`,
    `row ${row + 1}, line ${lineAt(source, rows[row]?.startIndex ?? 0)}, where <${element.name}> is broken off by ${JSON.stringify(shorten(end, 40))}`,
  );
}

const AFTER_TABLE = /<(?:section|footer|script)\b|<\/?t[dhr]\b/gi;

/** What the markup after a table, up to the next part of the page, must not have: more of its rows. */
function checkRest(
  page: SitePage,
  selector: string,
  { endIndex }: HtmlElement,
  read: number,
): void {
  const { source } = page.html;
  AFTER_TABLE.lastIndex = endIndex ?? 0;
  const next = AFTER_TABLE.exec(source);
  if (!next || !/^<\/?t/i.test(next[0])) return;
  throw unknownShape(
    page,
    `a table in ${selector} that holds all of its rows`,
    `its end after row ${read}, and more cells behind it at line ${lineAt(source, next.index)}`,
  );
}

/** Markup in a cell, emitted unescaped, can swallow the rows after it: then more are written than read. */
function checkRows(
  page: SitePage,
  selector: string,
  { startIndex, endIndex }: HtmlElement,
  rows: readonly HtmlElement[],
): void {
  const { source } = page.html;
  const ends = (from: number, to: number) => source.slice(from, to).split('</tr>').length - 1;
  const startOf = (row: number) => rows[row]?.startIndex ?? endIndex ?? 0;
  const written = ends(startIndex ?? 0, endIndex ?? 0);
  // One more is that of the titles.
  if (written <= rows.length + 1) return;
  const row = rows.findIndex((_, i) => ends(startOf(i), startOf(i + 1)) > 1);
  const where = row === -1 ? 'the titles' : `row ${row + 1}`;
  throw unknownShape(
    page,
    `${written} rows in ${selector}, as many as its markup ends`,
    `${rows.length + 1}, for markup in ${where}, line ${lineAt(source, startOf(Math.max(row, 0)))}, reaches beyond it`,
  );
}

/** Where the columns of these titles are, in their order. Throws `parse` when one is missing. */
export function columnsOf(
  page: SitePage,
  { selector, headers }: SiteTable,
  titles: readonly string[],
): number[] {
  const places = titles.map((title) =>
    headers.findIndex((header) => header.toLowerCase() === title.toLowerCase()),
  );
  if (places.includes(-1)) {
    throw unknownShape(page, `the columns ${listed(titles)} in ${selector}`, listed(headers));
  }
  return places;
}

/** The texts of cells, edges trimmed; a null that was printed is empty. */
export function cellTexts({ cells }: TableRow, places: readonly number[]): string[] {
  return places.map((place) => {
    const cell = cells[place];
    const text = cell ? detached(textIn(cell).trim()) : '';
    return text === NULL ? '' : text;
  });
}

function* tableRows(
  page: SitePage,
  selector: string,
  headers: readonly string[],
  rows: readonly HtmlElement[],
): Generator<TableRow> {
  const shortest = NOTES.test(headers.at(-1) ?? '') ? headers.length - 1 : headers.length;
  for (let i = 0; i < rows.length; i += 1) {
    const element = rows[i] as HtmlElement;
    const cells: HtmlElement[] = [];
    for (const child of element.children) {
      if (isElement(child)) cells.push(child);
      else if (child.type === 'text' && child.data.trim() !== '') {
        throw oddRow(
          page,
          selector,
          i,
          element,
          `text between them: ${shorten(child.data.trim())}`,
        );
      }
    }
    if (cells.length >= shortest && cells.length <= headers.length) yield { row: i + 1, cells };
    else if (rows.length > 1 || !NOTHING.test(oneLine(textIn(element)))) {
      throw oddRow(page, selector, i, element, `${cells.length} cells`, headers);
    }
  }
}

function oddRow(
  page: SitePage,
  selector: string,
  i: number,
  { startIndex }: HtmlElement,
  found: string,
  headers: readonly string[] = [],
) {
  const line = lineAt(page.html.source, startIndex ?? 0);
  const columns = headers.length > 0 ? ` for the columns ${listed(headers)}` : '';
  return unknownShape(
    page,
    `cells${columns}`,
    `${found} in row ${i + 1} of ${selector}, line ${line}`,
  );
}
