import type { AttackIndex, Technique } from '../contracts.ts';
import type { Mapping, MappingSet, TechniqueResolution } from '../generated/mapping-set.ts';
import { identityReader } from './capability-identity.ts';
import { compareText } from './compare.ts';
import { isLiving } from './living.ts';
import { isNonMappable } from './non-mappable.ts';

/** A living technique with the mapped rows that speak of it. */
export interface MappedTechnique {
  readonly technique: Technique;
  readonly rows: readonly Mapping[];
  /** Identities of the capabilities mapped to it, each once, ordered. */
  readonly capabilities: readonly string[];
  /** Revoked ids whose rows stand here, under their successor. */
  readonly merged: readonly string[];
  /** Ids that rows had before a migration gave them this one. */
  readonly earlier: readonly string[];
  /** Ids, as they were, whose rows collide here since a migration. */
  readonly collisions: readonly string[];
}

/** A technique id of mapped rows that is no living technique of the domain. */
export interface LeftOut {
  readonly id: string;
  readonly reason: string;
  readonly rows: number;
  /** Index of its first row in the set. */
  readonly first: number;
}

interface Placement {
  /** By technique id. */
  readonly mapped: ReadonlyMap<string, MappedTechnique>;
  /** Rows that call a technique non-mappable, by technique id. */
  readonly nonMappable: ReadonlyMap<string, readonly Mapping[]>;
  /** Ordered by id. */
  readonly leftOut: readonly LeftOut[];
}

interface OpenTechnique {
  readonly technique: Technique;
  readonly rows: Mapping[];
  readonly capabilities: Set<string>;
  readonly merged: Set<string>;
  readonly earlier: Set<string>;
  readonly collisions: Set<string>;
}

/** Sorts the rows of a set under the living techniques of its domain: the one notion of "mapped". */
export function placeRows(set: MappingSet, index: AttackIndex): Placement {
  const identity = identityReader(set.key.framework);
  const placed = new Map<string, OpenTechnique>();
  const nonMappable = new Map<string, Mapping[]>();
  const leftOut = new Map<string, { reason: string; rows: number; first: number }>();
  set.mappings.forEach((row, i) => {
    const { attack_object_id: id, capability_id } = row;
    if (id === undefined) return;
    const technique = livingTechnique(row, id, index);
    if (isNonMappable(row)) {
      // With a capability it says that of the capability.
      if (technique === undefined || capability_id !== undefined) return;
      const known = nonMappable.get(technique.id);
      if (known) known.push(row);
      else nonMappable.set(technique.id, [row]);
      return;
    }
    if (capability_id === undefined) return;
    if (technique === undefined) {
      const entry = leftOut.get(id) ?? { reason: reasonFor(row, index), rows: 0, first: i };
      leftOut.set(id, { ...entry, rows: entry.rows + 1 });
      return;
    }
    const entry = placed.get(technique.id) ?? opened(technique, placed);
    addRow(entry, row, id, identity(capability_id));
  });
  return {
    mapped: new Map([...placed].map(([id, entry]) => [id, closed(entry)])),
    nonMappable,
    leftOut: [...leftOut]
      .map(([id, entry]) => ({ id, ...entry }))
      .sort((a, b) => compareText(a.id, b.id)),
  };
}

function opened(technique: Technique, placed: Map<string, OpenTechnique>): OpenTechnique {
  const entry: OpenTechnique = {
    technique,
    rows: [],
    capabilities: new Set(),
    merged: new Set(),
    earlier: new Set(),
    collisions: new Set(),
  };
  placed.set(technique.id, entry);
  return entry;
}

function addRow(entry: OpenTechnique, row: Mapping, id: string, capability: string): void {
  const { migrated_from, collides_with } = row.derived;
  entry.rows.push(row);
  entry.capabilities.add(capability);
  if (id !== entry.technique.id) entry.merged.add(id);
  // Most rows have neither, and there are many rows.
  if (migrated_from) {
    for (const before of migrated_from) if (before.id !== id) entry.earlier.add(before.id);
  }
  if (collides_with) for (const other of collides_with) entry.collisions.add(other);
}

function closed({ technique, rows, ...sets }: OpenTechnique): MappedTechnique {
  const ordered = (ids: ReadonlySet<string>) => [...ids].sort(compareText);
  return {
    technique,
    rows,
    capabilities: ordered(sets.capabilities),
    merged: ordered(sets.merged),
    earlier: ordered(sets.earlier),
    collisions: ordered(sets.collisions),
  };
}

/** The technique itself, or the living successor of a revoked one: in the set's own domain only. */
function livingTechnique(row: Mapping, id: string, index: AttackIndex): Technique | undefined {
  const own = living(index, id);
  if (own !== undefined) return own;
  const successor = row.derived.technique?.successor;
  return successor && living(index, successor.id);
}

function living(index: AttackIndex, id: string): Technique | undefined {
  const technique = index.techniques.get(id);
  return technique && isLiving(technique) ? technique : undefined;
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
