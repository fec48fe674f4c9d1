import { csvText, fromCsvCell } from '../formats/csv-text.ts';
import { readCsv } from '../formats/read-csv.ts';
import { type TableRow, tableOf } from '../formats/table.ts';
import type { ReviewRow } from '../generated/review.ts';
import type { Place } from '../generated/run-report.ts';
import { ROW_FIELDS } from './row-fields.ts';

/** A row of a review as a file states it. */
export interface StatedRow {
  /** The ATT&CK version that the review is for; absent where a table lost it. */
  readonly to?: string;
  readonly row: ReviewRow;
  readonly place: Place;
}

/** Columns that a decision cannot do without; people may take the others away. */
const NEEDED = ['set', 'row', 'decision'] as const;
const COLUMNS = [
  'set',
  'row',
  'to',
  'reason',
  'message',
  'candidates',
  'decision',
  'count',
  ...ROW_FIELDS,
] as const satisfies readonly (keyof ReviewRow | 'to')[];
/** Spreadsheets of many locales part cells by semicolons, and their Unicode text by tabs. */
const DELIMITERS = [',', ';', '\t'];
/** Most bytes: a review is as long as the rows that it lists. */
const LARGEST = 64 * 1024 * 1024;
const LIST = ' | ';
/** Before the hash of a row, so that no spreadsheet takes one like 12345678901234e5 for a number. */
const MARK = 'row-';

/** A review as CSV for a spreadsheet, one line a row; what looks like a formula is neutralised. */
export function reviewCsv(to: string, rows: readonly ReviewRow[]): Iterable<string> {
  return csvText([
    COLUMNS,
    ...rows.map((row) =>
      COLUMNS.map((column) => {
        if (column === 'to') return to;
        if (column === 'row') return MARK + row.row;
        if (column === 'candidates') return row.candidates?.join(LIST);
        return row[column]?.toString();
      }),
    ),
  ]);
}

/** Reads what `reviewCsv` wrote, edited or not. Throws `parse` or `schema` for what is no such table. */
export function readReviewCsv(body: Uint8Array, source: string): StatedRow[] {
  const cells = readCsv(body, source, { delimiters: DELIMITERS, largest: LARGEST });
  // With nothing to decide there is a header alone.
  const isEmpty = cells.slice(1).every((row) => row.every((cell) => !cell?.trim()));
  const table = tableOf(isEmpty ? [...cells, NEEDED] : cells, NEEDED, source, COLUMNS);
  if (isEmpty) return [];
  const lines = linesOf(cells);
  return table.rows.map((row) => {
    const to = textOf(row, 'to');
    return {
      ...(to === undefined ? {} : { to }),
      row: reviewRow(row),
      place: { line: lines[(row.place.row ?? 1) - 1] ?? 1 },
    };
  });
}

function reviewRow(table: TableRow): ReviewRow {
  const row: Record<string, unknown> = { set: '', row: '', decision: '' };
  for (const column of COLUMNS) {
    const text = textOf(table, column);
    if (text !== undefined && column !== 'to') row[column] = cellValue(column, text);
  }
  return row as unknown as ReviewRow;
}

function cellValue(column: (typeof COLUMNS)[number], text: string): unknown {
  if (column === 'row') return text.startsWith(MARK) ? text.slice(MARK.length) : text;
  if (column === 'candidates') return text.split(LIST);
  return column === 'count' ? Number(text) : text;
}

function textOf(row: TableRow, column: (typeof COLUMNS)[number]): string | undefined {
  const text = row.cell(column);
  return text === undefined ? undefined : fromCsvCell(text);
}

/** The line that each row begins at, from 1: a cell can hold line breaks. */
function linesOf(cells: readonly (readonly (string | undefined)[])[]): number[] {
  let line = 1;
  return cells.map((row) => {
    const start = line;
    line += 1;
    for (const cell of row) line += cell?.match(/\r\n|\r|\n/g)?.length ?? 0;
    return start;
  });
}
