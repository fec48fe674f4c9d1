import type { LayerFact, LayerFrame } from '../layers/layer-types.ts';
import { LAYER_VERSION, majorVersion, NAVIGATOR_VERSION } from '../model/navigator-format.ts';

/** The versions of a layer on a release, and a fact on the release that it was of when that was another. */
export function versionsOn(
  frame: LayerFrame,
  before: string | undefined,
  version: string,
): Pick<LayerFrame, 'versions' | 'metadata'> {
  const major = majorVersion(version);
  const versions = { attack: major, navigator: NAVIGATOR_VERSION, layer: LAYER_VERSION };
  if (before !== undefined && majorVersion(before) === major) {
    return { versions, ...(frame.metadata ? { metadata: frame.metadata } : {}) };
  }
  const value = `ATT&CK ${before ?? 'of a version that the layer did not name'}`;
  const origin: LayerFact = { name: 'migrated from', value };
  return { versions, metadata: [...(frame.metadata ?? []), origin] };
}
