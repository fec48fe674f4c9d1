import { compareText } from '../model/compare.ts';
import { grouped } from '../model/grouped.ts';
import type { CheckedRow } from './rule.ts';

/** Rows of one thing that say different things of it. */
export interface Disagreement {
  /** What the most rows say; of several the first by its text, so that it stays when rows move. */
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
  // Most things are of one mind, so only the others have their rows gathered.
  const firsts = new Map<string, string>();
  const torn = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row);
    const said = saidOf(row);
    if (key === undefined || said === undefined) continue;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, said);
    else if (first !== said) torn.add(key);
  }
  if (torn.size === 0) return;
  const things = grouped(
    rows.filter((row) => torn.has(keyOf(row) ?? '') && saidOf(row) !== undefined),
    keyOf,
  );
  for (const members of things.values()) {
    const values = grouped(members, (row) => saidOf(row) ?? '');
    const [first, ...rest] = values;
    if (first === undefined) continue;
    const [usual, usualRows] = rest.reduce(
      (most, next) =>
        (next[1].length - most[1].length || compareText(most[0], next[0])) > 0 ? next : most,
      first,
    );
    for (const [other, [otherRow]] of values) {
      const [usualRow] = usualRows;
      if (other === usual || otherRow === undefined || usualRow === undefined) continue;
      yield { usual, other, usualRow, otherRow };
    }
  }
}
