import type { SetKey } from '../generated/mapping-set.ts';
import type { SetFacts } from '../generated/pipeline.ts';
import type { Place } from '../generated/run-report.ts';
import type { ParsedRecord } from '../records.ts';
import type { DocumentRecords } from './assemble.ts';
import { groupReader } from './capability-groups.ts';
import { jsonPointer } from './json-pointer.ts';
import { mergedMetadata } from './merged-metadata.ts';
import { textOf } from './normalise-row.ts';

type Row = Extract<ParsedRecord, { kind: 'row' }>;

/**
 * The records of all documents of a set with what the pipeline file says of it: metadata, mapping
 * types, groups, and the group of each row that states none. What documents say stands; where the
 * pipeline file or a later document says otherwise, a diagnostic says so. Nothing is changed in place.
 */
export function withFacts(
  documents: readonly DocumentRecords[],
  facts: SetFacts,
  key: SetKey,
): DocumentRecords[] {
  const groupOf = groupReader(facts.groups, key.framework);
  const grouped = documents.map(({ document, records }) => ({
    document,
    records: records.map((record) => (record.kind === 'row' ? inGroup(record, groupOf) : record)),
  }));
  const groups = new Map(Object.entries(facts.groups?.names ?? {}));
  for (const { records } of grouped) {
    for (const record of records) {
      if (record.kind !== 'row') continue;
      const group = groupOf(record.fields);
      if (group === undefined || groups.has(group.id)) continue;
      if (group.id === textOf(record.fields.capability_group)) groups.set(group.id, group.name);
    }
  }
  const stated = [...statedRecords(documents, facts, key, groups)];
  return grouped.map(({ document, records }, i) => ({
    document,
    records: i === grouped.length - 1 ? [...records, ...stated] : records,
  }));
}

/** A row whose document states no group, with the one that its capability is in. */
function inGroup(record: Row, groupOf: ReturnType<typeof groupReader>): Row {
  if (textOf(record.fields.capability_group) !== undefined) return record;
  const group = groupOf(record.fields);
  if (group === undefined) return record;
  const { kind, set, filled, migrated, technique, place } = record;
  return {
    kind,
    set,
    fields: { ...record.fields, capability_group: group.id },
    ...(filled ? { filled } : {}),
    ...(migrated ? { migrated } : {}),
    ...(technique ? { technique } : {}),
    place,
  };
}

/** What is the same for the whole set. It comes last, so that of two headers this one is followed. */
function* statedRecords(
  documents: readonly DocumentRecords[],
  facts: SetFacts,
  key: SetKey,
  groups: ReadonlyMap<string, string>,
): Generator<ParsedRecord> {
  const { metadata, diagnostics } = mergedMetadata(documents, facts.metadata ?? {});
  for (const diagnostic of diagnostics) yield { kind: 'diagnostic', diagnostic };
  yield { kind: 'header', set: key, metadata, place: { pointer: '/facts/metadata' } };
  const described = new Set(documents.flatMap(({ records }) => records.flatMap(mappingTypeId)));
  for (const [id, fields] of Object.entries(facts.mapping_types ?? {})) {
    if (described.has(id)) continue;
    yield {
      kind: 'mapping-type',
      set: key,
      id,
      fields: { ...fields },
      place: at('mapping_types', id),
    };
  }
  for (const [id, name] of groups) {
    yield { kind: 'group', set: key, id, name, place: at('groups', 'names', id) };
  }
}

function mappingTypeId(record: ParsedRecord): string[] {
  return record.kind === 'mapping-type' ? [record.id] : [];
}

function at(...path: string[]): Place {
  return { pointer: jsonPointer('facts', ...path) };
}
