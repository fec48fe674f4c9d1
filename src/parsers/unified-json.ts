import type { ParserInput } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { findingsText, validator } from '../formats/json-schema.ts';
import { readJson } from '../formats/read-json.ts';
import type { SetKey } from '../generated/mapping-set.ts';
import type { Place } from '../generated/run-report.ts';
import type { UnifiedMappings } from '../generated/unified-mappings.ts';
import { validate as isUnifiedMappings } from '../generated/unified-mappings.validate.ts';
import { jsonPointer } from '../model/json-pointer.ts';
import { counted, shorten } from '../model/text.ts';
import type { ParsedRecord, SourceRow } from '../records.ts';

const validate = validator(isUnifiedMappings);

/**
 * The publisher's unified format: `{metadata, mapping_objects[]}`. Yields the header, mapping types,
 * groups and rows as they are. Throws `parse` on what is no JSON, `schema` on what is no mapping file.
 */
export function* unifiedJson(input: ParserInput): Generator<ParsedRecord> {
  yield* unifiedRecords(readUnified(input), input.url);
}

/** What a document that fits the schema says. */
export function* unifiedRecords(
  document: UnifiedMappings,
  source: string,
): Generator<ParsedRecord> {
  const { mapping_types, capability_groups, ...metadata } = document.metadata;
  const set: Partial<SetKey> = {
    framework: metadata.mapping_framework,
    framework_version: metadata.mapping_framework_version,
    attack_version: metadata.attack_version,
    domain: metadata.technology_domain,
  };
  yield* unknownMembers(document, source);
  yield { kind: 'header', set, metadata, place: { pointer: '/metadata' } };
  for (const [id, fields] of Object.entries(mapping_types ?? {})) {
    const place = { pointer: jsonPointer('metadata', 'mapping_types', id) };
    yield { kind: 'mapping-type', set, id, fields: fields as SourceRow, place };
  }
  for (const [id, name] of Object.entries(capability_groups ?? {})) {
    const place = { pointer: jsonPointer('metadata', 'capability_groups', id) };
    yield { kind: 'group', set, id, name, place };
  }
  for (let i = 0; i < document.mapping_objects.length; i += 1) {
    yield new UnifiedRow(set, document.mapping_objects[i] as unknown as SourceRow, i);
  }
}

/** A row's record; its place is put into words only when a finding asks for it. */
class UnifiedRow {
  readonly kind = 'row';
  readonly set: Partial<SetKey>;
  readonly fields: SourceRow;
  readonly #index: number;

  constructor(set: Partial<SetKey>, fields: SourceRow, index: number) {
    this.set = set;
    this.fields = fields;
    this.#index = index;
  }

  get place(): Place {
    return { pointer: `/mapping_objects/${this.#index}` };
  }
}

/** Members beside the two known ones have no place in a set, so they are reported. */
function* unknownMembers(document: UnifiedMappings, source: string): Generator<ParsedRecord> {
  for (const name of Object.keys(document)) {
    if (name === 'metadata' || name === 'mapping_objects') continue;
    const place = { pointer: jsonPointer(name) };
    const message = `the member ${JSON.stringify(shorten(name))} is not known and is left out`;
    yield {
      kind: 'diagnostic',
      diagnostic: { severity: 'warning', rule: 'unknown-member', source, place, message },
    };
  }
}

function readUnified(input: ParserInput): UnifiedMappings {
  const document = readJson(input.body, input.url);
  const findings = validate(document);
  if (findings.length > 0) {
    throw new AttackMappingsError(
      'schema',
      input.url,
      `not a unified mapping file, ${counted(findings.length, 'finding')}:\n${findingsText(findings)}`,
    );
  }
  return document as UnifiedMappings;
}
