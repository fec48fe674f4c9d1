import type { ChangeTotals, SetChanges } from '../generated/changes.ts';
import type { MappingSet } from '../generated/mapping-set.ts';
import { identityReader } from '../model/capability-identity.ts';
import { derivedMappingType } from '../model/mapping-types.ts';
import { compareCapabilities, compareDeclared, compareTypes } from './compare-declared.ts';
import { type EntryChanges, entryTotals } from './compare-entries.ts';
import { compareRows } from './compare-rows.ts';
import { fieldChanges } from './field-changes.ts';
import { keyedRows } from './keyed-row.ts';
import { type MovedTo, matchRows } from './match-rows.ts';

export interface CompareOptions {
  /** What ATT&CK says, in the version of the new set; without it no row is told to have moved. */
  readonly movedTo?: MovedTo;
}

/**
 * What the publisher's fields of one set say otherwise than those of another. What is ours (derived,
 * sources, ATT&CK, coverage, migrations) is passed over. Capability ids are read as in the framework
 * of the new set. Pure; takes time in proportion to the rows.
 */
export function compareSets(
  old: MappingSet,
  next: MappingSet,
  { movedTo }: CompareOptions = {},
): SetChanges {
  const identityOf = identityReader(next.key.framework);
  const match = matchRows(
    keyedRows(old.mappings, identityOf),
    keyedRows(next.mappings, identityOf),
    movedTo,
  );
  const rows = compareRows(match);
  const parts = {
    metadata: fieldChanges({ ...old.metadata }, { ...next.metadata }),
    mapping_types: compareTypes(old, next),
    capability_groups: compareDeclared(old.capability_groups, next.capability_groups),
    capabilities: compareCapabilities(old, next, identityOf),
    techniques: compareDeclared(old.techniques ?? [], next.techniques ?? []),
  };
  const { mapping_types, capability_groups, capabilities, techniques } = parts;
  const totals: ChangeTotals = {
    capabilities: {
      added: capabilities.added.length,
      removed: capabilities.removed.length,
      renamed: union(capabilities, 'renamed', identity, rows.renamed),
      regrouped: union(capabilities, 'regrouped', identity, rows.regrouped),
      described: union(capabilities, 'described', identity),
    },
    techniques: {
      renamed: union(techniques, 'renamed', id, rows.renamedTechniques),
      described:
        techniques.added.length + techniques.removed.length + union(techniques, 'described', id),
    },
    mappings: rows.totals,
    capability_groups: entryTotals(capability_groups),
    mapping_types: entryTotals(mapping_types),
    metadata: parts.metadata.length,
    respelled: {
      capabilities: union(capabilities, 'respelled', identity, rows.respelled),
      mapping_types: union(mapping_types, 'respelled', typeOf, rows.respelledTypes),
    },
  };
  return {
    old_key: old.key,
    new_key: next.key,
    label: next.label,
    aligned: next.migrations !== undefined,
    moves: match.canMove ? (movedTo ? 'told' : 'not_told') : 'none',
    totals,
    ...parts,
    mappings: rows.changes,
  };
}

const identity = (entry: { identity: string }) => entry.identity;
const id = (entry: { id: string }) => entry.id;
const typeOf = (entry: { id: string }) => derivedMappingType(entry.id);

/** Keys of entries that changed so, and of those that rows change so, each counted once. */
function union<T>(
  { changed }: EntryChanges<T>,
  kind: EntryChanges<T>['changed'][number]['kinds'][number],
  keyOf: (entry: T) => string,
  ofRows: Iterable<string> = [],
): number {
  const ofEntries = changed.filter(({ kinds }) => kinds.includes(kind));
  return new Set([...ofRows, ...ofEntries.map((entry) => keyOf(entry.old))]).size;
}
