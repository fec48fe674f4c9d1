import { AttackMappingsError } from '../errors.ts';
import type { Place } from '../generated/run-report.ts';
import { shorten } from '../model/text.ts';

/** Rows of cells as read; undefined or empty text where there is nothing. */
export type Cells = readonly (readonly (string | undefined)[])[];

/** A table whose columns were found by their headers. */
export interface Table {
  readonly rows: readonly TableRow[];
  /** Columns with a header that nobody asked for. */
  readonly others: readonly { readonly header: string; readonly place: Place }[];
}

export interface TableRow {
  /** The cell of a column, as it is written. Undefined for empty. */
  cell(header: string): string | undefined;
  readonly place: Place;
  /** The place of a cell. */
  placeOf(header: string): Place;
}

/**
 * Cells as a table: the first row is the header, columns are told by their text in any letter case.
 * Rows without text are left out. Optional columns may be absent. Throws `schema` for a table that
 * lacks a wanted column or has no row, and for a row with text beyond the last column.
 */
export function tableOf(
  cells: Cells,
  wanted: readonly string[],
  subject: string,
  optional: readonly string[] = [],
): Table {
  const headers = (cells[0] ?? []).map(headerText);
  const missing = wanted.filter((header) => !headers.includes(headerText(header)));
  if (missing.length > 0) {
    throw new AttackMappingsError(
      'schema',
      subject,
      `expected a table with the columns ${inWords(wanted)}, found ${inWords(cells[0] ?? [])} in its first row: ${inWords(missing)} lacking. Check that this is the file meant`,
    );
  }
  const columns = new Map(
    [...wanted, ...optional].map((header) => [header, headers.indexOf(headerText(header))]),
  );
  const rows: TableRow[] = [];
  for (let i = 1; i < cells.length; i += 1) {
    const row = cells[i] ?? [];
    if (!row.some(isText)) continue;
    const beyond = row.findIndex((cell, column) => column >= headers.length && isText(cell));
    if (beyond !== -1) {
      throw new AttackMappingsError(
        'schema',
        subject,
        `expected at most ${headers.length} cells, found one more at row ${i + 1}, column ${beyond + 1}: put quotes around text with commas`,
      );
    }
    rows.push(new Row(columns, row, i + 1));
  }
  if (rows.length === 0) {
    throw new AttackMappingsError(
      'schema',
      subject,
      'expected rows below the header, found none: check that this is the file meant, and whole',
    );
  }
  const taken = new Set(columns.values());
  const others = headers.flatMap((header, column) =>
    taken.has(column) || header === '' ? [] : [{ header, place: { row: 1, column: column + 1 } }],
  );
  return { rows, others };
}

class Row implements TableRow {
  readonly #columns: ReadonlyMap<string, number>;
  readonly #cells: readonly (string | undefined)[];
  readonly #row: number;

  constructor(
    columns: ReadonlyMap<string, number>,
    cells: readonly (string | undefined)[],
    row: number,
  ) {
    this.#columns = columns;
    this.#cells = cells;
    this.#row = row;
  }

  cell(header: string): string | undefined {
    const text = this.#cells[this.#columns.get(header) ?? -1];
    return isText(text) ? text : undefined;
  }

  get place(): Place {
    return { row: this.#row };
  }

  placeOf(header: string): Place {
    return { row: this.#row, column: (this.#columns.get(header) ?? 0) + 1 };
  }
}

function headerText(text: string | undefined): string {
  return (text ?? '').trim().replace(/\s+/g, ' ').toLowerCase();
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}

function inWords(headers: readonly (string | undefined)[]): string {
  if (headers.length === 0) return 'none';
  const some = headers.slice(0, 20).map((header) => JSON.stringify(shorten(header ?? '', 40)));
  return some.join(', ') + (headers.length > some.length ? ', …' : '');
}
