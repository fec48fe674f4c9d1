import type { PublishedRow } from '../generated/changes.ts';
import type { Mapping } from '../generated/mapping-set.ts';
import { compareText } from '../model/compare.ts';
import { contentOf, meaningOf, publishedRow } from './row-fields.ts';

/** A row with what it is matched by. */
export interface KeyedRow {
  readonly row: PublishedRow;
  /** Normalised id of the capability; empty without one. */
  readonly capability: string;
  readonly technique: string;
  /** Our mapping-type id; empty without one. */
  readonly type: string;
  readonly category: string;
  readonly content: string;
}

/** Rows by identity and then by content: nothing depends on the order in which they come. */
export function keyedRows(
  rows: readonly Mapping[],
  identityOf: (id: string) => string,
): KeyedRow[] {
  return rows
    .map((mapping) => {
      const row = publishedRow(mapping);
      const keyed: KeyedRow = {
        row,
        capability: row.capability_id === undefined ? '' : identityOf(row.capability_id),
        technique: row.attack_object_id ?? '',
        type: meaningOf(row),
        category: row.score_category ?? '',
        content: contentOf(row),
      };
      return { keyed, identity: identityText(keyed) };
    })
    .sort(
      (a, b) =>
        compareText(a.identity, b.identity) || compareText(a.keyed.content, b.keyed.content),
    )
    .map(({ keyed }) => keyed);
}

/** Capability, technique, mapping type and score category as one text. */
export function identityText({ capability, technique, type, category }: KeyedRow): string {
  return JSON.stringify([capability, technique, type, category]);
}
