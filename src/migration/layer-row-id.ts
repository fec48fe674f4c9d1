import type { LayerEntry } from '../layers/layer-types.ts';
import { hashOf } from '../model/hash-of.ts';

const DIGITS = 16;

/** What stands for an entry of a layer in a review. Equal entries share one. */
export function layerRowId({ techniqueID, tactic, score, comment }: LayerEntry): string {
  return hashOf([techniqueID, tactic, score, comment]).slice(0, DIGITS);
}
