import type { ParserInput } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { findingsText, validator } from '../formats/json-schema.ts';
import { readJson } from '../formats/read-json.ts';
import type { Derived, MappingSet } from '../generated/mapping-set.ts';
import { validate as isMappingSet } from '../generated/mapping-set.validate.ts';
import type { ParsedRecord, SourceRow } from '../records.ts';

const validate = validator(isMappingSet);

/** A canonical set as written by the json exporter, or a list of them: the publisher's fields, without what was derived. */
export function* mappingSet(input: ParserInput): Generator<ParsedRecord> {
  const document = readJson(input.body, input.url);
  if (!Array.isArray(document) || document.length === 0) yield* oneSet(document, input.url, '');
  else for (const [i, set] of document.entries()) yield* oneSet(set, input.url, `/${i}`);
}

function* oneSet(document: unknown, source: string, at: string): Generator<ParsedRecord> {
  const findings = validate(document).map((finding) => ({
    ...finding,
    pointer: at + finding.pointer,
  }));
  if (findings.length > 0) {
    throw new AttackMappingsError(
      'schema',
      source,
      `not a mapping set:\n${findingsText(findings)}`,
    );
  }
  yield* mappingSetRecords(document as MappingSet, at);
}

/** What a canonical set that fits its schema says; `at` is its JSON pointer. */
export function* mappingSetRecords(canonical: MappingSet, at: string): Generator<ParsedRecord> {
  const { key: set, metadata, mapping_types, capability_groups, mappings } = canonical;
  const { attribution, filter, inferred, capabilities, techniques, migrations } = canonical;
  const { sources, dates } = canonical;
  yield {
    kind: 'header',
    set,
    metadata: withAdditional({ ...metadata }),
    ...(inferred ? { inferred } : {}),
    carried: {
      attribution,
      ...(filter === undefined ? {} : { filter }),
      capabilities,
      capability_groups,
      ...(techniques ? { techniques } : {}),
      ...(migrations ? { migrations } : {}),
      sources,
      ...(dates ? { dates } : {}),
    },
    place: { pointer: `${at}/metadata` },
  };
  for (const [i, { id, ...fields }] of mapping_types.entries()) {
    yield {
      kind: 'mapping-type',
      set,
      id,
      fields: withAdditional(fields),
      place: { pointer: `${at}/mapping_types/${i}` },
    };
  }
  for (const [i, { derived, ...fields }] of mappings.entries()) {
    yield {
      kind: 'row',
      set,
      fields: withAdditional(fields),
      ...(derived.filled ? { filled: derived.filled } : {}),
      ...(derived.migrated_from ? { migrated: migrationOf(derived) } : {}),
      ...(derived.technique ? { technique: derived.technique } : {}),
      place: { pointer: `${at}/mappings/${i}` },
    };
  }
}

function migrationOf({ migrated_from, collides_with }: Derived) {
  return {
    ...(migrated_from ? { migrated_from } : {}),
    ...(collides_with ? { collides_with } : {}),
  };
}

/** Fields that the canonical set has no name for go back among the others. */
function withAdditional({ additional, ...fields }: SourceRow): SourceRow {
  return additional
    ? Object.fromEntries([...Object.entries(fields), ...Object.entries(additional)])
    : fields;
}
