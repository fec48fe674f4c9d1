import type { AttackView, Technique } from '../contracts.ts';
import type { Place } from '../generated/run-report.ts';
import { techniqueIdOf } from '../layers/read-entry.ts';
import { isLiving } from '../model/living.ts';
import { entriesOf } from './layer-entries.ts';
import { at } from './place.ts';
import type { CheckedLayer } from './rule.ts';

/** An entry of a layer whose id is one, and what ATT&CK knows of it. */
export interface LayerTechniqueEntry {
  readonly id: string;
  readonly place: Place;
  /** The layer's own domain. */
  readonly domain: string;
  /** What the id itself names; absent when no domain of the version knows it. */
  readonly technique?: Technique;
  /** The domain that knows it. */
  readonly home?: string;
  /** The living end of its revoked-by chain, when that is another technique. */
  readonly successor?: Technique;
}

/** Nothing without ATT&CK: then no id is known or unknown. */
export function techniquesOf(layer: CheckedLayer): LayerTechniqueEntry[] {
  const { attack } = layer;
  if (attack === undefined) return [];
  const known = new Map<string, Omit<LayerTechniqueEntry, 'place'>>();
  return entriesOf(layer).flatMap(({ item, place }) => {
    const id = techniqueIdOf(item.techniqueID);
    if (id === undefined) return [];
    const technique = known.get(id) ?? look(attack, id);
    known.set(id, technique);
    return [{ ...technique, place: at(place, 'techniqueID') }];
  });
}

function look(attack: AttackView, id: string): Omit<LayerTechniqueEntry, 'place'> {
  const { domain } = attack.index;
  const resolved = attack.resolve(id);
  if (resolved === undefined) return { id, domain };
  const { own, technique, domain: home } = resolved;
  const successor = technique !== own && isLiving(technique) ? { successor: technique } : {};
  return { id, domain, technique: own, home, ...successor };
}
