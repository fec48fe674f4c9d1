import {
  childElements,
  detached,
  type HtmlElement,
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
  const rows = parts.filter(({ name }) => name === 'tbody').flatMap(childElements);
  if (headers.length === 0 || rows.length === 0) {
    throw unknownShape(
      page,
      `a table with titles and rows in ${selector}`,
      `${headers.length} titles and ${rows.length} rows`,
    );
  }
  checkRows(page, selector, element, rows.length + 1);
  return { selector, headers, rows: () => tableRows(page, selector, headers, rows) };
}

/** Markup in a cell, emitted unescaped, can swallow the rows after it: then more are written than read. */
function checkRows(page: SitePage, selector: string, table: HtmlElement, read: number): void {
  const { startIndex, endIndex } = table;
  const markup = page.html.source.slice(startIndex ?? 0, endIndex ?? 0);
  const written = markup.split('</tr>').length - 1;
  if (written <= read) return;
  throw unknownShape(
    page,
    `${written} rows in ${selector}, as many as its markup ends`,
    `${read}, for markup in a cell reaches beyond it`,
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
