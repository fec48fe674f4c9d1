import type { AttackView, Framework, ResolveTechnique } from '../contracts.ts';
import type { SetKey } from '../generated/mapping-set.ts';
import { normaliseRow } from '../model/normalise-row.ts';
import { techniqueReader } from '../model/technique-reader.ts';
import type { ParsedRecord, SourceRow } from '../records.ts';
import { at } from './place.ts';
import type { CheckedRow, CheckedSet, Declared } from './rule.ts';
import { TechniqueNames } from './technique-names.ts';

/** One set of a document, as its parser read it. */
export interface SetRecords {
  readonly key: SetKey;
  readonly framework: Framework;
  /** The document's path, parts apart by `/`. */
  readonly file: string;
  /** The records of this set alone. */
  readonly records: readonly ParsedRecord[];
  readonly attack?: AttackView;
  /** What ATT&CK says of technique ids. Without it, what a canonical set says of its own stands. */
  readonly resolve?: ResolveTechnique;
}

/** What rules look at, made of the records of one set. */
export function checkedSet({ records, resolve, ...set }: SetRecords): CheckedSet {
  const { key, framework, file, attack } = set;
  const resolved = resolve && techniqueReader(resolve);
  const names = attack && new TechniqueNames(attack);
  const declared = { capability_group: new Set<string>(), mapping_type: new Set<string>() };
  // Rows hold the sets, which are filled by the end.
  const beside = { declarations: declared, ...(names ? { names } : {}) };
  const mappingTypes: Declared[] = [];
  const groups: Declared[] = [];
  const rows: CheckedRow[] = [];
  let metadata: SourceRow = {};
  let metadataPointer = '';
  for (const record of records) {
    if (record.kind === 'row') {
      const { fields, place } = record;
      const mapping = normaliseRow(fields);
      const technique = resolved ? resolved(mapping) : record.technique;
      if (technique) mapping.derived.technique = technique;
      if (record.migrated) Object.assign(mapping.derived, record.migrated);
      rows.push({ fields, mapping, domain: key.domain, place, ...beside });
    } else if (record.kind === 'header') {
      metadata = record.metadata;
      metadataPointer = record.place.pointer ?? '';
      groups.push(...carriedGroups(record));
    } else if (record.kind === 'mapping-type') {
      mappingTypes.push({ id: record.id, name: record.fields.name, place: record.place });
    } else if (record.kind === 'group') {
      groups.push({ id: record.id, name: record.name, place: record.place });
    }
  }
  for (const { id } of groups) declared.capability_group.add(id);
  for (const { id } of mappingTypes) declared.mapping_type.add(id);
  return {
    ...{ key, framework, file, metadata, metadataPointer, mappingTypes, groups, rows },
    ...(attack ? { attack } : {}),
  };
}

/** A canonical set lists its groups beside its metadata. */
function carriedGroups({ carried, place }: Extract<ParsedRecord, { kind: 'header' }>): Declared[] {
  const set = { pointer: (place.pointer ?? '').replace(/\/metadata$/, '') };
  return (carried?.capability_groups ?? []).map(({ id, name }, i) => ({
    id,
    name,
    place: at(set, 'capability_groups', String(i)),
  }));
}
