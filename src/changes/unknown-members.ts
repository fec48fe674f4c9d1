import type { LayerEntry, ReadLayer } from '../layers/layer-types.ts';

/** Values by the JSON pointers of members, without the slash that they begin with. */
type Members = Readonly<Record<string, unknown>>;

/** Members that no layer format knows: of the layer itself, and of its entries. */
export interface UnknownMembers {
  readonly layer: Members;
  readonly entries: ReadonlyMap<LayerEntry, Members>;
}

/** What a layer's reader put aside, told by what it is of: entries may stand in any order. */
export function unknownMembers({ pointer, pointers, frame, aside }: ReadLayer): UnknownMembers {
  const entryAt = new Map(pointers.map((place, i) => [place, frame.techniques[i]]));
  const layer: [string, unknown][] = [];
  const entries = new Map<LayerEntry, [string, unknown][]>();
  for (const [place, value] of aside) {
    const below = place.slice(pointer.length + 1);
    const [head = '', name] = /^(techniques\/\d+)\/(.*)$/s.exec(below)?.slice(1) ?? [];
    const entry = entryAt.get(`${pointer}/${head}`);
    if (entry === undefined || name === undefined) layer.push([below, value]);
    else {
      const found = entries.get(entry) ?? [];
      found.push([name, value]);
      entries.set(entry, found);
    }
  }
  return {
    layer: Object.fromEntries(layer),
    entries: new Map([...entries].map(([entry, found]) => [entry, Object.fromEntries(found)])),
  };
}
