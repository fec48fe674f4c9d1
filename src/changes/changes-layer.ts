import type { AttackIndex } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { MappingSet } from '../generated/mapping-set.ts';
import { shortLayerName } from '../layers/layer-name.ts';
import type { LayerEntry, LayerFact, LayerFrame } from '../layers/layer-types.ts';
import { ATTACK_DOMAINS } from '../model/attack-domains.ts';
import { cappedList } from '../model/capped-list.ts';
import { compareText } from '../model/compare.ts';
import { hashOf } from '../model/hash-of.ts';
import { isLiving } from '../model/living.ts';
import {
  LAYER_VERSION,
  LAYOUT,
  majorVersion,
  NAVIGATOR_VERSION,
  SORTING,
} from '../model/navigator-format.ts';
import { setPath } from '../model/set-key.ts';
import { parentIdOf } from '../model/technique-name.ts';
import { counted, shorten } from '../model/text.ts';
import type { MovedTo } from './match-rows.ts';
import { type Shift, type TechniqueShift, techniqueShifts } from './technique-shift.ts';

export interface ChangesLayerOptions {
  /** ATT&CK in the version and domain of the new set; without it every id of the usual shape is shown. */
  readonly index?: AttackIndex;
  readonly movedTo?: MovedTo;
  /** Name and version of this project. */
  readonly generator: string;
}

/** Blue for more, orange for less, pale where the technique is mapped before and after. */
const SHIFTS: Readonly<Record<Shift, { readonly label: string; readonly color: string }>> = {
  added: { label: 'newly mapped', color: '#5a9bd4' },
  raised: { label: 'mapped more', color: '#bcd9f0' },
  lowered: { label: 'mapped less', color: '#f6d7a7' },
  removed: { label: 'no longer mapped', color: '#e8a33d' },
};
const MEANING =
  'Colour: newly mapped, capabilities are mapped to the technique that had none; no longer mapped, the other way round; mapped more and mapped less, more or fewer capabilities than before, or as many with a higher or lower sum of score values (minimal 1, partial 2, significant 3). Without colour: no such change.';
/** A tooltip: each list of ids in it. */
const MOST = 120;
/** Room in the name for the hash that tells sets apart. */
const LONGEST_HEAD = 20;

/**
 * A Navigator layer, format 4.5, that shows where the new set maps more or less than the old one.
 * Throws `export` when its domain or ATT&CK version is none that a layer can name.
 */
export function changesLayer(
  old: MappingSet,
  next: MappingSet,
  { index, movedTo, generator }: ChangesLayerOptions,
): LayerFrame {
  const isShown = (id: string) => {
    const technique = index?.techniques.get(id);
    if (!/^T\d{4}(\.\d{3})?$/.test(id)) return false;
    return index === undefined || (technique !== undefined && isLiving(technique));
  };
  const shifts = techniqueShifts(old, next, movedTo);
  const shown = shifts.filter(({ id }) => isShown(id));
  const left = shifts.filter(({ id }) => !isShown(id)).map(({ id }) => id);
  const version = index?.release.version ?? next.key.attack_version;
  refuseNameless(next, version);
  return {
    name: layerName(old, next),
    versions: {
      attack: majorVersion(version),
      navigator: NAVIGATOR_VERSION,
      layer: LAYER_VERSION,
    },
    domain: `${next.key.domain}-attack`,
    description: `Changes: ${nameOf(next)} compared with ${nameOf(old)}, ${next.key.domain} domain. ${MEANING}`,
    sorting: SORTING,
    layout: LAYOUT,
    legendItems: Object.values(SHIFTS),
    metadata: facts([
      ['meaning of the colours', MEANING],
      ...Object.entries(SHIFTS).map(([shift, { label }]): [string, string] => [
        label,
        counted(shown.filter((entry) => entry.shift === shift).length, 'technique'),
      ]),
      ['changed, and not shown in this domain', cappedList(left)],
      ['mapping framework', next.label],
      ['framework version', next.key.framework_version],
      ['framework version before', old.key.framework_version],
      ['ATT&CK version', version],
      ['ATT&CK version before', old.key.attack_version],
      ['domain', next.key.domain],
      ...next.sources.slice(0, 1).map(({ url }): [string, string] => ['source', url]),
      ...old.sources.slice(0, 1).map(({ url }): [string, string] => ['source before', url]),
      ...next.attribution.map((line): [string, string] => ['attribution', line]),
      ['generator', generator],
    ]),
    techniques: withParents(shown.map(entryOf), isShown),
  };
}

/** The Navigator opens no layer of a domain or version that it does not know. */
function refuseNameless({ key }: MappingSet, version: string): void {
  const refuse = (what: string, found: string) => {
    const message = `expected ${what} for a layer, found ${shorten(JSON.stringify(found))} in the set: print its changes as text, markdown or json`;
    throw new AttackMappingsError('export', setPath(key), message);
  };
  if (!ATTACK_DOMAINS.includes(key.domain)) {
    refuse(`one of the domains ${ATTACK_DOMAINS.join(', ')}`, key.domain);
  }
  if (!/^\d+(\.\d+)*$/.test(version)) refuse('an ATT&CK version as 16.1', version);
}

function entryOf({ id, shift, added, removed, scores }: TechniqueShift): LayerEntry {
  const parts = [
    listed('capability more', 'capabilities more', added),
    listed('capability less', 'capabilities less', removed),
    scores[0] === scores[1] ? '' : `Sum of score values: ${scores[0]} before, ${scores[1]} now`,
  ].filter((part) => part !== '');
  const { label, color } = SHIFTS[shift];
  return { techniqueID: id, color, comment: `${sentence(label)}. ${parts.join('. ')}` };
}

function listed(one: string, many: string, ids: readonly string[]): string {
  return ids.length === 0 ? '' : `${counted(ids.length, one, many)}: ${cappedList(ids, MOST)}`;
}

function sentence(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** A folded parent hides what became of its sub-techniques. */
function withParents(
  entries: readonly LayerEntry[],
  isShown: (id: string) => boolean,
): LayerEntry[] {
  const byId = new Map(entries.map((entry) => [entry.techniqueID, entry]));
  for (const { techniqueID } of entries) {
    const parent = parentIdOf(techniqueID);
    if (parent === undefined || !isShown(parent)) continue;
    const entry = byId.get(parent) ?? { techniqueID: parent };
    byId.set(parent, { ...entry, showSubtechniques: true });
  }
  return [...byId.values()].sort((a, b) => compareText(a.techniqueID, b.techniqueID));
}

/** `M365 14.1>16.1 ent~1a2b3c chg`: sets that differ have names that do. */
function layerName(old: MappingSet, next: MappingSet): string {
  const { label, key } = next;
  const member =
    old.key.attack_version === key.attack_version ? 'framework_version' : 'attack_version';
  const head = `${label} ${old.key[member]}>${key[member]} ${key.domain.slice(0, 3)}`;
  const hash = hashOf([old.key, key, label]).slice(0, 6);
  return shortLayerName(`${head.slice(0, LONGEST_HEAD)}~${hash} chg`);
}

function nameOf({ label, key }: MappingSet): string {
  return `${label} ${key.framework_version} mapped to ATT&CK ${key.attack_version}`;
}

/** The Navigator refuses items without a value. */
function facts(items: readonly (readonly [name: string, value: string])[]): LayerFact[] {
  return items.flatMap(([name, value]) => (value === '' ? [] : { name, value }));
}
