import type { AttackIndex, ExportSet, Technique } from '../../contracts.ts';
import type { Mapping, TechniqueResolution } from '../../generated/mapping-set.ts';
import { compareText } from '../../model/compare.ts';

/** A technique of the layer with the mapped rows that speak of it. */
export interface MappedTechnique {
  readonly technique: Technique;
  readonly rows: readonly Mapping[];
  /** Revoked ids whose rows stand here, under their successor. */
  readonly merged: readonly string[];
}

/** A technique id that no layer of this domain can show. */
export interface LeftOut {
  readonly id: string;
  readonly reason: string;
  readonly rows: number;
  /** Index of its first row in the set. */
  readonly first: number;
}

export interface Placement {
  /** Ordered by id. */
  readonly techniques: readonly MappedTechnique[];
  readonly leftOut: readonly LeftOut[];
}

/** Sorts the mapped rows of a set under the techniques that the Navigator can show. */
export function placeRows({ set, attack }: ExportSet): Placement {
  const placed = new Map<string, { technique: Technique; rows: Mapping[]; merged: Set<string> }>();
  const leftOut = new Map<string, { reason: string; rows: number; first: number }>();
  set.mappings.forEach((row, i) => {
    const id = row.attack_object_id;
    if (id === undefined || !isMapped(row)) return;
    const technique = shownTechnique(row, id, attack.index);
    if (technique === undefined) {
      const entry = leftOut.get(id) ?? { reason: reasonFor(row, attack.index), rows: 0, first: i };
      leftOut.set(id, { ...entry, rows: entry.rows + 1 });
      return;
    }
    let entry = placed.get(technique.id);
    if (entry === undefined) {
      entry = { technique, rows: [], merged: new Set() };
      placed.set(technique.id, entry);
    }
    entry.rows.push(row);
    if (technique.id !== id) entry.merged.add(id);
  });
  return {
    techniques: [...placed.values()]
      .map((entry) => ({ ...entry, merged: [...entry.merged].sort(compareText) }))
      .sort((a, b) => compareText(a.technique.id, b.technique.id)),
    leftOut: [...leftOut]
      .map(([id, entry]) => ({ id, ...entry }))
      .sort((a, b) => compareText(a.id, b.id)),
  };
}

/** A row that says that a capability maps to a technique: "non-mappable" says the opposite. */
function isMapped(row: Mapping): boolean {
  return (
    row.capability_id !== undefined &&
    row.status !== 'non_mappable' &&
    row.mapping_type !== 'non_mappable'
  );
}

/** The technique itself, or the living successor of a revoked one: in the set's own domain only. */
function shownTechnique(row: Mapping, id: string, index: AttackIndex): Technique | undefined {
  const own = living(index, id);
  if (own !== undefined) return own;
  const successor = row.derived.technique?.successor;
  return successor && living(index, successor.id);
}

function living(index: AttackIndex, id: string): Technique | undefined {
  const technique = index.techniques.get(id);
  return technique?.revoked || technique?.deprecated ? undefined : technique;
}

function reasonFor(row: Mapping, index: AttackIndex): string {
  const resolution: TechniqueResolution = row.derived.technique ?? { status: 'unknown' };
  const { status, domain, successor } = resolution;
  if (status === 'revoked') {
    return successor
      ? `is revoked, and its successor ${successor.id} is no living technique of the ${index.domain} domain`
      : 'is revoked and has no successor';
  }
  if (status === 'deprecated') return 'is deprecated, and the Navigator does not show it';
  if (domain !== undefined) return `is a technique of the ${domain} domain`;
  return `is unknown in the ${index.domain} domain of ATT&CK ${index.release.version}`;
}
