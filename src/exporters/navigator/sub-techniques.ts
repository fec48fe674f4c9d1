import type { AttackIndex } from '../../contracts.ts';
import { compareText } from '../../model/compare.ts';
import { isLiving } from '../../model/living.ts';
import type { LayerTechnique } from './layer.ts';

/**
 * Opens the parents of scored sub-techniques, so that a reader sees them. A parent that is not
 * scored itself gets an entry without a score. Ordered by id.
 */
export function showSubTechniques(
  techniques: readonly LayerTechnique[],
  index: AttackIndex,
): LayerTechnique[] {
  const entries = new Map(techniques.map((entry) => [entry.techniqueID, entry]));
  for (const { techniqueID } of techniques) {
    const parent = index.techniques.get(techniqueID)?.parent;
    const known = parent === undefined ? undefined : index.techniques.get(parent);
    if (known === undefined || !isLiving(known)) continue;
    const entry = entries.get(known.id) ?? { techniqueID: known.id };
    if (!entry.showSubtechniques) entries.set(known.id, { ...entry, showSubtechniques: true });
  }
  return [...entries.values()].sort((a, b) => compareText(a.techniqueID, b.techniqueID));
}
