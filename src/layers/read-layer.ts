import { inWords, isRecord } from '../model/json-value.ts';
import { LAYER_VERSION, NAVIGATOR_VERSION } from '../model/navigator-format.ts';
import { SHEET_NAME_LENGTH } from '../model/sheet-name.ts';
import { layerDomain } from './layer-domain.ts';
import { oneLayer } from './layer-format.ts';
import { shortLayerName } from './layer-name.ts';
import type { LayerEntry, LayerFact, LayerFrame, ReadLayer } from './layer-types.ts';
import { isText } from './layer-values.ts';
import { readColour } from './read-colour.ts';
import { readEntry } from './read-entry.ts';
import { readFacts, readLinks } from './read-facts.ts';
import { readGradient } from './read-gradient.ts';
import {
  change,
  leaveOut,
  listOf,
  objectOf,
  ofType,
  oneOf,
  type Reading,
  type ReadMember,
  readMembers,
} from './read-members.ts';
import { LAYOUT_MEMBERS, readStages, readViewMode } from './upgrade-layer.ts';

const readPlatforms = listOf(ofType('string'));

const FILTERS: ReadonlyMap<string, ReadMember> = new Map<string, ReadMember>([
  ['stages', readStages],
  ['platforms', readPlatforms],
]);

const LEGEND_ITEM: ReadonlyMap<string, ReadMember> = new Map<string, ReadMember>([
  [
    'label',
    (value, pointer, reading) =>
      isText(value)
        ? value
        : leaveOut(reading, pointer, `expected a label, found ${inWords(value)}`),
  ],
  ['color', readColour],
]);

/** A label without a colour says nothing, nor does a colour without a label. */
const readLegendItem: ReadMember = (value, pointer, reading) => {
  const item = objectOf(LEGEND_ITEM)(value, pointer, reading) as
    | Record<string, unknown>
    | undefined;
  if (item === undefined || ('label' in item && 'color' in item)) return item;
  const lacks = 'label' in item ? 'color' : 'label';
  return leaveOut(reading, `${pointer}/${lacks}`, `the legend item has no ${lacks}`);
};

/** Filters that are only stages are gone with them. */
const readFilters: ReadMember = (value, pointer, reading) => {
  const filters = objectOf(FILTERS)(value, pointer, reading);
  if (filters === undefined || 'platforms' in (filters as object)) return filters;
  return leaveOut(reading, pointer, 'no platforms are named');
};

/** Everything that a layer of some format has, beside what readLayer looks at itself. */
const MEMBERS: ReadonlyMap<string, ReadMember> = new Map<string, ReadMember>([
  ['description', ofType('string')],
  ['customDataURL', ofType('string')],
  ['filters', readFilters],
  ['sorting', oneOf([0, 1, 2, 3])],
  ['viewMode', readViewMode],
  ['layout', objectOf(LAYOUT_MEMBERS)],
  ['hideDisabled', ofType('boolean')],
  ['gradient', readGradient],
  ['legendItems', listOf(readLegendItem)],
  ['showTacticRowBackground', ofType('boolean')],
  ['tacticRowBackground', readColour],
  ['selectTechniquesAcrossTactics', ofType('boolean')],
  ['selectSubtechniquesWithParent', ofType('boolean')],
  ['selectVisibleTechniques', ofType('boolean')],
  ['metadata', readFacts],
  ['links', readLinks],
  // Read below, where they are known to be there; the place among the others is kept.
  ...['name', 'version', 'versions', 'domain', 'techniques'].map((name): [string, ReadMember] => [
    name,
    (value) => value,
  ]),
]);

/**
 * A layer of format 3.0 to 4.5 in the terms of 4.5, and notes on everything that is not as it should
 * be. `subject` is the path that messages name. Throws `parse` for what is no such layer.
 */
export function readLayer(value: unknown, subject: string): ReadLayer {
  const { layer, pointer, format } = oneLayer(value, subject);
  const domain = layerDomain(layer.domain, subject);
  const reading: Reading = { notes: [], aside: new Map() };
  if (format === undefined) {
    change(reading, pointer, `the layer states no format; it is read as ${LAYER_VERSION}`, null);
  }
  const members = readMembers(layer, MEMBERS, pointer, reading);
  const attackVersion = attackVersionOf(layer.versions, pointer, reading);
  const { entries, pointers } = readEntries(layer.techniques, pointer, reading);
  const { name, facts } = readName(layer.name, pointer, reading);
  const versions = {
    ...(attackVersion === undefined ? {} : { attack: attackVersion }),
    navigator: NAVIGATOR_VERSION,
    layer: LAYER_VERSION,
  };
  const frame = inOrder(members, {
    name,
    versions,
    domain: `${domain}-attack`,
    techniques: entries,
    ...(facts.length === 0
      ? {}
      : { metadata: [...((members.get('metadata') ?? []) as LayerFact[]), ...facts] }),
  });
  return {
    subject,
    format: format ?? LAYER_VERSION,
    domain,
    ...(attackVersion === undefined ? {} : { attackVersion }),
    frame,
    pointer,
    pointers,
    ...reading,
  };
}

/** Members of older formats give way in their place; what is missing comes at the end. */
function inOrder(
  members: ReadonlyMap<string, unknown>,
  own: Pick<LayerFrame, 'name' | 'versions' | 'domain' | 'techniques' | 'metadata'>,
): LayerFrame {
  const place = new Map<string, unknown>();
  for (const [name, value] of members) {
    if (name === 'version') place.set('versions', own.versions);
    else if (name === 'viewMode') {
      if (!members.has('layout')) place.set('layout', value);
    } else place.set(name, value);
  }
  for (const [name, value] of Object.entries(own)) place.set(name, value);
  return Object.fromEntries(place) as unknown as LayerFrame;
}

/** `v16.1` as `16.1`; undefined when the layer names no version. */
function attackVersionOf(versions: unknown, pointer: string, reading: Reading): string | undefined {
  const stated = isRecord(versions) ? versions.attack : undefined;
  if (stated === undefined || stated === '') return undefined;
  const text = typeof stated === 'number' ? String(stated) : stated;
  const place = `${pointer}/versions/attack`;
  const version =
    typeof text === 'string' && text.length < 40
      ? /^v?(\d+(?:\.\d+)*)$/i.exec(text.trim())?.[1]
      : undefined;
  const found = `expected an ATT&CK version as "16", found ${inWords(stated)}`;
  if (version === undefined) return leaveOut(reading, place, found);
  return version === stated ? version : change(reading, place, found, version);
}

function readEntries(value: unknown, pointer: string, reading: Reading) {
  const entries: LayerEntry[] = [];
  const pointers: string[] = [];
  const place = `${pointer}/techniques`;
  if (value !== undefined && !Array.isArray(value)) {
    leaveOut(reading, place, `expected a list of techniques, found ${inWords(value)}`);
  }
  for (const [i, element] of (Array.isArray(value) ? value : []).entries()) {
    const entry = readEntry(element, `${place}/${i}`, reading);
    if (entry === undefined) continue;
    entries.push(entry);
    pointers.push(`${place}/${i}`);
  }
  return { entries, pointers };
}

/** A name that had to be cut stays whole in the metadata. */
function readName(
  value: unknown,
  pointer: string,
  reading: Reading,
): { name: string; facts: readonly LayerFact[] } {
  const place = `${pointer}/name`;
  const name = shortLayerName(value);
  if (name === value) return { name, facts: [] };
  if (!isText(value) || value.trim() === '') {
    const found = `expected a name, found ${inWords(value)}; now ${inWords(name)}`;
    return { name: change(reading, place, found, name), facts: [] };
  }
  const found = `expected a name of at most ${SHEET_NAME_LENGTH} characters that can name a sheet, found ${inWords(value)}; now ${inWords(name)}`;
  return {
    name: change(reading, place, found, name),
    facts: [{ name: 'full name', value }],
  };
}
