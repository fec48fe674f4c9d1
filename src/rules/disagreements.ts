import { grouped } from '../model/grouped.ts';
import type { CheckedRow } from './rule.ts';

/** Rows of one thing that say different things of it. */
export interface Disagreement {
  /** What the most rows say; of several the first in the document. */
  readonly usual: string;
  /** What other rows say. */
  readonly other: string;
  /** The first row of each. */
  readonly usualRow: CheckedRow;
  readonly otherRow: CheckedRow;
}

/**
 * Where rows with the same `keyOf` differ in `saidOf`: one for every value but the usual one, in
 * the order of the document. Rows without a key or a value do not count. Linear in the rows.
 */
export function* disagreements(
  rows: readonly CheckedRow[],
  keyOf: (row: CheckedRow) => string | undefined,
  saidOf: (row: CheckedRow) => string | undefined,
): Generator<Disagreement> {
  const things = new Map<string, Map<string, CheckedRow[]>>();
  for (const [key, members] of grouped(rows, keyOf)) {
    if (key === undefined) continue;
    const values = grouped(members, saidOf);
    values.delete(undefined);
    if (values.size > 1) things.set(key, values as Map<string, CheckedRow[]>);
  }
  for (const values of things.values()) {
    const [first, ...rest] = values;
    if (first === undefined) continue;
    const [usual, usualRows] = rest.reduce(
      (most, next) => (next[1].length > most[1].length ? next : most),
      first,
    );
    for (const [other, [otherRow]] of values) {
      const [usualRow] = usualRows;
      if (other === usual || otherRow === undefined || usualRow === undefined) continue;
      yield { usual, other, usualRow, otherRow };
    }
  }
}
