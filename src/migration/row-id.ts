import type { Mapping } from '../generated/mapping-set.ts';
import type { LayerEntry } from '../layers/layer-types.ts';
import { compareText } from '../model/compare.ts';
import { hashOf } from '../model/hash-of.ts';

const DIGITS = 16;

/** What stands for a row in a review: a hash of its published fields. Equal rows share one. */
export function rowId({ derived: _, ...published }: Mapping): string {
  const fields = Object.entries(published).sort(([a], [b]) => compareText(a, b));
  return hashOf(fields).slice(0, DIGITS);
}

/** What stands for an entry of a layer in a review. Equal entries share one. */
export function layerRowId({ techniqueID, tactic, score, comment }: LayerEntry): string {
  return hashOf([techniqueID, tactic, score, comment]).slice(0, DIGITS);
}
