import type { Derived, Mapping } from '../generated/mapping-set.ts';
import type { SourceRow } from '../records.ts';
import { compareText } from './compare.ts';
import { licenseRequirements } from './licenses.ts';
import { derivedMappingType } from './mapping-types.ts';
import { parseReference } from './references.ts';
import { normaliseText } from './text.ts';

/** Fields of a row that hold text, in the order of the canonical set. */
const TEXT_FIELDS = [
  'capability_id',
  'capability_description',
  'capability_group',
  'mapping_type',
  'attack_object_id',
  'attack_object_name',
  'score_category',
  'score_value',
  'related_score',
  'comments',
  'status',
  'mapping_framework_version',
  'attack_version',
] as const;
const FIELDS: ReadonlySet<string> = new Set([...TEXT_FIELDS, 'references']);

/** A row as read, in canonical form. Absent, null, empty text and empty list are all absent. */
export function normaliseRow(fields: SourceRow): Mapping {
  // What is derived comes last in the document, so it is set last.
  const mapping = {} as Mapping;
  for (const name of TEXT_FIELDS) {
    const text = textOf(fields[name]);
    if (text !== undefined) mapping[name] = text;
  }
  const references = listOf(fields.references);
  if (references.length > 0) mapping.references = references;
  const additional = additionalFields(fields, FIELDS);
  if (additional) mapping.additional = additional;
  mapping.derived = derive(mapping);
  return mapping;
}

function derive(mapping: Mapping): Derived {
  const derived: Derived = {};
  if (mapping.mapping_type !== undefined)
    derived.mapping_type = derivedMappingType(mapping.mapping_type);
  if (mapping.comments !== undefined) {
    const licenses = licenseRequirements(mapping.comments);
    if (licenses.length > 0) derived.license_requirements = licenses;
  }
  if (mapping.references !== undefined)
    derived.references = mapping.references.flatMap(parseReference);
  return derived;
}

/** Fields that the canonical set has no name for, untouched; undefined when there are none. */
export function additionalFields(
  fields: SourceRow,
  known: ReadonlySet<string>,
): Record<string, unknown> | undefined {
  const unknown = Object.keys(fields).filter(
    (name) => !known.has(name) && !isNothing(fields[name]),
  );
  if (unknown.length === 0) return undefined;
  return Object.fromEntries(unknown.sort(compareText).map((name) => [name, fields[name]]));
}

/** Text after normalisation; undefined for null and empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? normaliseText(value) : undefined;
}

function listOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.map(textOf).filter((text) => text !== undefined);
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}
