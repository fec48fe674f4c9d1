import type { Place } from '../generated/run-report.ts';
import { isRecord } from '../model/json-value.ts';
import type { SourceRow } from '../records.ts';
import { at } from './place.ts';
import type { CheckedLayer } from './rule.ts';

export const LAYER_PLACE: Place = { pointer: '' };

/** An object in a list of a layer. */
export interface LayerItem {
  readonly item: SourceRow;
  readonly place: Place;
}

/** The entries of a layer, as far as they are objects. */
export function entriesOf({ layer }: CheckedLayer): LayerItem[] {
  return itemsOf(layer, 'techniques', LAYER_PLACE);
}

/** Objects in a list of the layer and in that of every entry, as `metadata`. */
export function itemsOfAll(checked: CheckedLayer, name: string): LayerItem[] {
  const own = itemsOf(checked.layer, name, LAYER_PLACE);
  return [...own, ...entriesOf(checked).flatMap(({ item, place }) => itemsOf(item, name, place))];
}

function itemsOf(object: SourceRow, name: string, place: Place): LayerItem[] {
  const list = Object.hasOwn(object, name) ? object[name] : undefined;
  if (!Array.isArray(list)) return [];
  const { pointer } = at(place, name);
  const items: LayerItem[] = [];
  for (const [i, item] of list.entries()) {
    if (isRecord(item)) items.push({ item, place: { pointer: `${pointer}/${i}` } });
  }
  return items;
}
