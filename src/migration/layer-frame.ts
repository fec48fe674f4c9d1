import type { AttackIndex, AttackView } from '../contracts.ts';
import type { LayerFrame, LayerNote, ReadLayer } from '../layers/layer-types.ts';
import { majorVersion } from '../model/navigator-format.ts';
import type { WrittenEntries } from './layer-entries.ts';
import { gradientShowing } from './layer-gradient.ts';
import { openParents } from './layer-parents.ts';
import { filtersIn } from './layer-platforms.ts';
import { versionsOn } from './layer-provenance.ts';

/** Everything around the entries, in the order of the layer; what is new comes last. */
export function frameOn(
  layer: ReadLayer,
  from: AttackView | undefined,
  index: AttackIndex,
  written: WrittenEntries,
): { frame: LayerFrame; notes: readonly LayerNote[] } {
  const { filters, gradient, customDataURL, ...rest } = layer.frame;
  const before = layer.attackVersion ?? from?.index.release.version;
  const opened = openParents(written.entries, layer.frame.layout, index);
  const shown = filtersIn(filters, index);
  const scale = gradientShowing(gradient, opened.entries, index);
  const provenance = versionsOn(layer.frame, before, index.release.version);
  const keepsData = before !== undefined && majorVersion(before) === provenance.versions.attack;
  const members: Partial<LayerFrame> = {
    ...rest,
    ...provenance,
    ...(shown.filters ? { filters: shown.filters } : {}),
    ...(scale.gradient ? { gradient: scale.gradient } : {}),
    ...(customDataURL !== undefined && keepsData ? { customDataURL } : {}),
    techniques: opened.entries,
  };
  const ordered = new Map<string, unknown>();
  for (const name of Object.keys({ ...layer.frame, ...members })) {
    const value = members[name as keyof LayerFrame];
    if (value !== undefined) ordered.set(name, value);
  }
  const notes = [...written.notes, ...opened.notes, ...shown.notes, ...scale.notes];
  if (customDataURL !== undefined && !keepsData) {
    const message = 'a layer on another version is not on the data that it was made from';
    notes.push({ pointer: '/customDataURL', kind: 'left out', message });
  }
  return { frame: Object.fromEntries(ordered) as unknown as LayerFrame, notes };
}
