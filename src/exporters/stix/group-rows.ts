import type { Mapping } from '../../generated/mapping-set.ts';
import { capabilityIds } from './capability-ids.ts';
import { classifyRow } from './classify-row.ts';
import type { DatedSet, Scope } from './scope.ts';
import { rowTyping, type Typing } from './typing.ts';

/** The rows behind one relationship, from all the sets of a scope. */
export interface Edge {
  readonly relationship: Typing['relationship'];
  readonly source: string;
  readonly target: string;
  readonly rows: { readonly row: Mapping; readonly labels: readonly string[] }[];
  /** Date of the earliest set that has it. */
  created: string;
  /** Date of the last update of the sets that have it. */
  updated: string;
  /** The set that was read last, so that each set lists an edge once. */
  last: DatedSet;
}

/** A row that is no relationship, with its position in the canonical set. */
export interface LeftRow {
  readonly row: Mapping;
  readonly index: number;
}

/** What the rows of one set come to. */
export interface SetRows {
  readonly dated: DatedSet;
  readonly edges: Edge[];
  readonly nonMappableCapabilities: LeftRow[];
  readonly nonMappableTechniques: LeftRow[];
  readonly unresolved: LeftRow[];
}

/**
 * One pass over all rows of a scope. Rows with the same relationship type and ends are one edge,
 * also across sets: importers merge edges with the same ends, and an id must not mean two things.
 */
export function groupRows(scope: Scope): SetRows[] {
  const capabilityId = capabilityIds(scope);
  const edges = new Map<string, Edge>();
  return scope.sets.map((dated) => {
    const typingOf = rowTyping(dated.framework, scope.detect);
    const rows: SetRows = {
      dated,
      edges: [],
      nonMappableCapabilities: [],
      nonMappableTechniques: [],
      unresolved: [],
    };
    for (const [index, row] of dated.set.mappings.entries()) {
      const found = classifyRow(row);
      if (found.kind === 'relationship') {
        const typing = typingOf(row);
        const edge = edgeOf(edges, typing, capabilityId(found.capability), found.technique, dated);
        edge.rows.push({ row, labels: typing.labels });
        if (edge.last !== dated || edge.rows.length === 1) rows.edges.push(edge);
        edge.last = dated;
        if (dated.created < edge.created) edge.created = dated.created;
        if (dated.updated > edge.updated) edge.updated = dated.updated;
      } else if (found.kind !== 'nothing') leftRows(rows, found.kind).push({ row, index });
    }
    return rows;
  });
}

function edgeOf(
  edges: Map<string, Edge>,
  { relationship, fromTechnique }: Typing,
  capability: string,
  technique: string,
  dated: DatedSet,
): Edge {
  const key = `${relationship}\0${capability}\0${technique}`;
  const known = edges.get(key);
  if (known !== undefined) return known;
  const [source, target] = fromTechnique ? [technique, capability] : [capability, technique];
  const { created, updated } = dated;
  const edge = { relationship, source, target, rows: [], created, updated, last: dated };
  edges.set(key, edge);
  return edge;
}

function leftRows(
  rows: SetRows,
  kind: Exclude<ReturnType<typeof classifyRow>['kind'], 'relationship' | 'nothing'>,
): LeftRow[] {
  switch (kind) {
    case 'non-mappable-capability':
      return rows.nonMappableCapabilities;
    case 'non-mappable-technique':
      return rows.nonMappableTechniques;
    case 'unresolved-technique':
      return rows.unresolved;
  }
}
