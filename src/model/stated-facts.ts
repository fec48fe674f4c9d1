import type { ParsedRecord, SourceRow } from '../contracts.ts';
import type { SetKey } from '../generated/mapping-set.ts';
import type { SetFacts } from '../generated/pipeline.ts';
import type { Diagnostic, Place } from '../generated/run-report.ts';
import type { DocumentRecords } from './assemble.ts';
import { groupReader } from './capability-groups.ts';
import { textOf } from './normalise-row.ts';
import { shorten } from './text.ts';

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
  const { kind, set, filled, place } = record;
  const fields = { ...record.fields, capability_group: group.id };
  return { kind, set, fields, ...(filled === undefined ? {} : { filled }), place };
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
  for (const [id, fields] of Object.entries(facts.mapping_types ?? {})) {
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

/** Each field as the first document that has it says, else as the pipeline file does. */
function mergedMetadata(documents: readonly DocumentRecords[], stated: SourceRow) {
  const metadata = new Map<string, unknown>();
  const diagnostics: Diagnostic[] = [];
  for (const { document, records } of documents) {
    for (const record of records) {
      if (record.kind !== 'header') continue;
      for (const [name, value] of Object.entries(record.metadata)) {
        if (isSaid(value) && !metadata.has(name)) metadata.set(name, value);
        else if (isSaid(value) && !isSame(value, metadata.get(name))) {
          diagnostics.push(
            differs(
              document.url,
              record.place,
              name,
              value,
              metadata.get(name),
              'another document',
            ),
          );
        }
      }
    }
  }
  const source = documents[0]?.document.url ?? '';
  for (const [name, value] of Object.entries(stated)) {
    if (!metadata.has(name)) metadata.set(name, value);
    else if (!isSame(value, metadata.get(name))) {
      const found = metadata.get(name);
      diagnostics.push(
        differs(source, at('metadata', name), name, found, value, 'the pipeline file'),
      );
    }
  }
  return { metadata: Object.fromEntries(metadata), diagnostics };
}

function differs(
  source: string,
  place: Place,
  name: string,
  here: unknown,
  there: unknown,
  other: string,
): Diagnostic {
  return {
    severity: 'info',
    rule: 'metadata-differs',
    source,
    place,
    message: `${name} is ${inWords(here)} here, ${inWords(there)} in ${other}`,
    suggestion:
      other === 'the pipeline file' ? 'the document is followed' : 'the other document is followed',
  };
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isSame(a: unknown, b: unknown): boolean {
  return (textOf(a) ?? JSON.stringify(a)) === (textOf(b) ?? JSON.stringify(b));
}

function inWords(value: unknown): string {
  return shorten(JSON.stringify(value) ?? 'nothing');
}

function at(...path: string[]): Place {
  return {
    pointer: ['', 'facts', ...path]
      .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
      .join('/'),
  };
}
