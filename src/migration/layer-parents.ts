import type { AttackIndex } from '../contracts.ts';
import type { LayerEntry, LayerFrame, LayerNote } from '../layers/layer-types.ts';
import { isLiving } from '../model/living.ts';

/**
 * Unfolds the parents of scored sub-techniques, so that a reader sees the scores; a parent that has
 * no entry of its own gets one without a score. A layout that unfolds them by itself is enough.
 */
export function openParents(
  entries: readonly LayerEntry[],
  layout: LayerFrame['layout'],
  { techniques }: AttackIndex,
): { entries: readonly LayerEntry[]; notes: readonly LayerNote[] } {
  const expanded = layout?.expandedSubtechniques ?? 'none';
  if (expanded !== 'none') return { entries, notes: [] };
  const parentOf = ({ techniqueID }: LayerEntry) => {
    const parent = techniques.get(techniques.get(techniqueID)?.parent ?? '');
    return parent && isLiving(parent) ? parent.id : undefined;
  };
  const open = new Set(
    entries.flatMap((entry) => (entry.score === undefined ? [] : (parentOf(entry) ?? []))),
  );
  const general = new Set(
    entries.flatMap(({ techniqueID, tactic }) => (tactic === undefined ? techniqueID : [])),
  );
  const opened = new Set<string>();
  const all: LayerEntry[] = [];
  for (const entry of entries) {
    for (const id of [parentOf(entry), entry.techniqueID]) {
      if (id === undefined || !open.has(id) || general.has(id)) continue;
      general.add(id);
      opened.add(id);
      all.push({ techniqueID: id, showSubtechniques: true });
    }
    if (!open.has(entry.techniqueID) || entry.showSubtechniques) all.push(entry);
    else {
      opened.add(entry.techniqueID);
      all.push({ ...entry, showSubtechniques: true });
    }
  }
  const notes = [...opened].map((id): LayerNote => {
    const message = `${id} is unfolded, because sub-techniques of it have scores`;
    return { pointer: '/techniques', kind: 'changed', message };
  });
  return { entries: all, notes };
}
