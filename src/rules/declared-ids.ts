import { textOf } from '../model/normalise-row.ts';
import type { CheckedRow, Declared } from './rule.ts';

/** The first row of each id that rows name and nothing declares, in the order of the document. */
export function undeclared(
  rows: readonly CheckedRow[],
  declared: readonly Declared[],
  idOf: (row: CheckedRow) => string | undefined,
): Map<string, CheckedRow> {
  const known = new Set(declared.map(({ id }) => textOf(id)));
  const found = new Map<string, CheckedRow>();
  for (const row of rows) {
    const id = idOf(row);
    if (id !== undefined && !known.has(id) && !found.has(id)) found.set(id, row);
  }
  return found;
}

/** What is declared and no row names. */
export function unused(
  rows: readonly CheckedRow[],
  declared: readonly Declared[],
  idOf: (row: CheckedRow) => string | undefined,
): Declared[] {
  const named = new Set(rows.map(idOf));
  return declared.filter(({ id }) => !named.has(textOf(id)));
}
