import { childElements, detached, type HtmlElement, textIn } from '../../formats/html-text.ts';
import type { Place } from '../../generated/run-report.ts';
import { shorten } from '../../model/text.ts';
import type { ParsedRecord, SourceRow } from '../../records.ts';
import { type Column, mappingColumns, shownFields } from './columns.ts';
import { readNotes } from './notes.ts';
import { finding, type SitePage } from './page.ts';
import { NULL, readTable, type SiteTable } from './table.ts';

type Finding = Extract<ParsedRecord, { kind: 'diagnostic' }>;

/** A table of mappings. */
export interface MappingTable {
  readonly selector: string;
  /** Fields of the canonical set that it shows. */
  readonly fields: readonly string[];
  /** Titles of columns that are not known. */
  readonly unknown: readonly string[];
  readonly rows: () => Generator<MappingRow>;
}

export interface MappingRow {
  readonly fields: SourceRow;
  /** The address of the capability's page, where there is one. */
  readonly link: string | undefined;
  readonly place: Place;
  readonly findings: readonly Finding[];
}

/** The table of mappings that a selector names. Throws `parse` when there is none in a known shape. */
export function mappingTable(page: SitePage, selector: string, table?: HtmlElement): MappingTable {
  const read = readTable(page, selector, table);
  const columns = mappingColumns(page, read);
  return {
    selector,
    fields: shownFields(columns),
    unknown: columns.flatMap((column) => (column.kind === 'other' ? [column.title] : [])),
    rows: () => mappingRows(page, read, columns),
  };
}

/** Reports each title that is not known once, however many tables have it. */
export function* unknownColumns(
  page: SitePage,
  tables: Iterable<Pick<MappingTable, 'selector' | 'unknown'>>,
): Generator<ParsedRecord> {
  const reported = new Set<string>();
  for (const { selector, unknown } of tables) {
    for (const title of unknown) {
      if (reported.has(title)) continue;
      reported.add(title);
      const message = `no column that is known: ${JSON.stringify(shorten(title))}; what it says is carried along under that title`;
      yield finding(page, 'warning', 'unknown-column', { selector }, message);
    }
  }
}

function* mappingRows(
  page: SitePage,
  { selector, rows }: SiteTable,
  columns: readonly Column[],
): Generator<MappingRow> {
  const idColumn = columns.findIndex(
    (column) => column.kind === 'field' && column.field === 'capability_id',
  );
  for (const { row, cells } of rows()) {
    const place = { selector, row };
    const findings: Finding[] = [];
    const fields: Record<string, unknown> = {};
    for (let i = 0; i < cells.length; i += 1) {
      addCell(page, fields, columns[i] as Column, cells[i] as HtmlElement, place, findings);
    }
    yield { fields, link: linkIn(cells[idColumn]), place, findings };
  }
}

function addCell(
  page: SitePage,
  fields: Record<string, unknown>,
  column: Column,
  cell: HtmlElement,
  place: Place,
  findings: Finding[],
): void {
  if (column.kind === 'notes') {
    const { comments, references, others } = readNotes(page, cell);
    if (comments) set(page, fields, 'comments', comments, place, findings);
    const known = references?.filter((reference) => reference !== NULL);
    if (known && known.length > 0) fields.references = known;
    if (known && known.length < (references?.length ?? 0)) {
      findings.push(printedNull(page, 'references', place));
    }
    if (others === undefined) return;
    fields.Notes = others;
    const message = 'the notes have more than comments and references; it is carried along';
    findings.push(finding(page, 'warning', 'notes-unknown', place, message));
  } else {
    const text = detached(textIn(cell).trim());
    if (text === '') return;
    set(page, fields, column.kind === 'field' ? column.field : column.title, text, place, findings);
  }
}

/** A null that was printed says nothing. */
function set(
  page: SitePage,
  fields: Record<string, unknown>,
  name: string,
  text: string,
  place: Place,
  findings: Finding[],
): void {
  if (text === NULL) {
    findings.push(printedNull(page, name, place));
  } else if (name === '__proto__') {
    Object.defineProperty(fields, name, { value: text, enumerable: true });
  } else {
    fields[name] = text;
  }
}

function printedNull(page: SitePage, name: string, place: Place): Finding {
  const message = `${shorten(name)} is "${NULL}", a null that was printed: taken for nothing`;
  return finding(page, 'info', 'printed-null', place, message);
}

function linkIn(cell: HtmlElement | undefined): string | undefined {
  return cell && childElements(cell).find(({ name }) => name === 'a')?.attribs.href;
}
