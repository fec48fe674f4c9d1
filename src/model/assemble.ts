import type { Framework, Report, ResolveTechnique } from '../contracts.ts';
import type {
  Mapping,
  MappingSet,
  MappingType,
  Metadata,
  SetKey,
  SourceDocument,
} from '../generated/mapping-set.ts';
import type { Carried, ParsedRecord, SourceRow } from '../records.ts';
import { collectCapabilities, withDescriptions } from './capabilities.ts';
import { capabilityIdentity } from './capability-identity.ts';
import { compareText } from './compare.ts';
import { describer, isDescribing } from './describe-set.ts';
import { additionalFields, normaliseRow, textOf } from './normalise-row.ts';
import { orderMappings } from './row-order.ts';
import { KEY_MEMBERS, lineageOf, normaliseKey } from './set-key.ts';
import { SET_SCHEMA_VERSION } from './set-schema-version.ts';
import { techniqueReader } from './technique-reader.ts';

/** Records of one document, with the document they are from. */
export interface DocumentRecords {
  readonly document: SourceDocument;
  readonly records: readonly ParsedRecord[];
}

type RowRecord = Extract<ParsedRecord, { kind: 'row' }>;

export interface AssembleContext {
  readonly key: SetKey;
  readonly framework: Framework;
  /** What ATT&CK says of technique ids; rows stay unresolved without it. */
  readonly resolve?: ResolveTechnique;
  readonly attribution: readonly string[];
  /** Members of the key that no one states. */
  readonly inferred?: readonly (keyof SetKey)[];
  readonly report: Report;
  /** Looks at each row of a document, as read and in canonical form, and reports for itself. */
  readonly checkRow?: (source: string, record: RowRecord, mapping: Mapping) => void;
}

const METADATA = [
  'mapping_version',
  'technology_domain',
  'attack_version',
  'mapping_framework',
  'mapping_framework_version',
  'author',
  'contact',
  'organization',
  'creation_date',
  'last_update',
] as const;
const METADATA_FIELDS: ReadonlySet<string> = new Set(METADATA);
const TYPE_FIELDS: ReadonlySet<string> = new Set(['name', 'description']);

/**
 * Records of all documents of a set as one canonical set, without dates and release (the caller
 * knows those). The same records in another order give the same set.
 */
export function assemble(
  documents: readonly DocumentRecords[],
  context: AssembleContext,
): MappingSet {
  const { key, framework, report } = context;
  const metadata: Metadata = {};
  let carried: Partial<Carried> = {};
  const types = new Map<string, MappingType>();
  const mappings: Mapping[] = [];
  const resolved = context.resolve ? techniqueReader(context.resolve) : () => undefined;
  const inferred = new Set(context.inferred);
  // What one document states is stated, though another one infers it.
  const stated = new Set<keyof SetKey>();
  const nameOf = capabilityNames(key.framework, documents);

  for (const { document, records } of documents) {
    for (const record of records) {
      if (record.kind === 'row') {
        const mapping = normaliseRow(nameOf(record.fields));
        const technique = resolved(mapping);
        if (technique) mapping.derived.technique = technique;
        if (record.filled) mapping.derived.filled = { ...record.filled };
        if (record.migrated) Object.assign(mapping.derived, record.migrated);
        context.checkRow?.(document.url, record, mapping);
        mappings.push(mapping);
      } else if (record.kind === 'header') {
        Object.assign(metadata, normaliseMetadata(record.metadata));
        carried = { ...carried, ...record.carried };
        for (const member of KEY_MEMBERS) {
          if (record.inferred?.includes(member)) inferred.add(member);
          else if (record.set[member] !== undefined) stated.add(member);
        }
        reportKey(record.set, key, document.url, report);
      } else if (record.kind === 'mapping-type') {
        types.set(record.id, mappingType(record.id, record.fields));
      } else if (record.kind === 'diagnostic') {
        report(record.diagnostic);
      }
    }
  }

  const described = describer(
    key.framework,
    {
      capabilities: withDescriptions(
        collectCapabilities(key.framework, mappings),
        carried.capabilities,
      ),
      capability_groups: carried.capability_groups ?? [],
      ...(carried.techniques ? { techniques: carried.techniques } : {}),
    },
    report,
  );
  for (const { document, records } of documents) {
    for (const record of records) if (isDescribing(record)) described.add(document.url, record);
    described.endOf(document.url);
  }
  const { capabilities, capability_groups, techniques } = described.result();
  const unstated = KEY_MEMBERS.filter((member) => inferred.has(member) && !stated.has(member));

  return {
    schema_version: SET_SCHEMA_VERSION,
    key,
    ...(unstated.length > 0 ? { inferred: unstated } : {}),
    lineage: lineageOf(key, framework),
    label: framework.label,
    ...(carried.filter === undefined ? {} : { filter: carried.filter }),
    metadata,
    ...(carried.dates ? { dates: carried.dates } : {}),
    ...(carried.migrations ? { migrations: carried.migrations } : {}),
    mapping_types: [...types.values()].sort((a, b) => compareText(a.id, b.id)),
    capability_groups,
    capabilities,
    ...(techniques ? { techniques } : {}),
    mappings: orderMappings(key.framework, mappings),
    sources: documents.flatMap(sourcesOf).sort((a, b) => compareText(a.url, b.url)),
    attribution: [...(carried.attribution ?? context.attribution)],
  };
}

/** A canonical set that is read again is still made of what it was made of. */
function sourcesOf({ document, records }: DocumentRecords): readonly SourceDocument[] {
  const carried = records.flatMap((record) =>
    record.kind === 'header' ? (record.carried?.sources ?? []) : [],
  );
  return carried.length > 0 ? carried : [document];
}

/** Rows that lack a capability's name are given the one that a document states for its id. */
function capabilityNames(
  framework: string,
  documents: readonly DocumentRecords[],
): (fields: SourceRow) => SourceRow {
  const names = new Map<string, string>();
  for (const { records } of documents) {
    for (const record of records) {
      if (record.kind !== 'capability' || record.name === undefined) continue;
      const identity = capabilityIdentity(framework, record.id);
      if (!names.has(identity)) names.set(identity, record.name);
    }
  }
  if (names.size === 0) return (fields) => fields;
  return (fields) => {
    const id = textOf(fields.capability_id);
    if (id === undefined || textOf(fields.capability_description) !== undefined) return fields;
    const name = names.get(capabilityIdentity(framework, id));
    return name === undefined ? fields : { ...fields, capability_description: name };
  };
}

function normaliseMetadata(fields: Readonly<Record<string, unknown>>): Metadata {
  const metadata: Metadata = {};
  for (const name of METADATA) {
    const text = textOf(fields[name]);
    if (text !== undefined) metadata[name] = text;
  }
  const additional = additionalFields(fields, METADATA_FIELDS);
  return additional ? { ...metadata, additional } : metadata;
}

function mappingType(id: string, fields: Readonly<Record<string, unknown>>): MappingType {
  const name = textOf(fields.name);
  const description = textOf(fields.description);
  const additional = additionalFields(fields, TYPE_FIELDS);
  return {
    id,
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(additional ? { additional } : {}),
  };
}

function reportKey(stated: Partial<SetKey>, key: SetKey, source: string, report: Report): void {
  const normal = normaliseKey({ ...key, ...stated });
  for (const name of KEY_MEMBERS) {
    if (normal[name] === key[name]) continue;
    report({
      severity: 'warning',
      rule: 'key-mismatch',
      source,
      place: { pointer: '/metadata' },
      message: `the path says ${name} ${JSON.stringify(key[name])}, the document ${JSON.stringify(normal[name])}`,
      suggestion: 'the path is followed',
    });
  }
}
