import type { PublishedRow, RowKind } from '../generated/changes.ts';
import type { Mapping } from '../generated/mapping-set.ts';
import { derivedMappingType } from '../model/mapping-types.ts';
import { stableText } from './stable-text.ts';

/** A field that the publisher states of a row. */
export type RowField = keyof PublishedRow & string;

/** Every field with the kind of change that another value is. */
const KIND_OF_FIELD = {
  capability_id: 'respelled',
  capability_description: 'renamed',
  capability_group: 'regrouped',
  mapping_type: 'retyped',
  attack_object_id: 'moved',
  attack_object_name: 'renamed',
  score_category: 'rescored',
  score_value: 'rescored',
  related_score: 'other',
  comments: 'comment',
  references: 'references',
  status: 'other',
  mapping_framework_version: 'other',
  attack_version: 'other',
  additional: 'other',
} as const satisfies Readonly<Record<RowField, RowKind>>;

const ROW_FIELDS = Object.keys(KIND_OF_FIELD) as readonly RowField[];

/** The publisher's fields of a row, without what was derived. */
export function publishedRow({ derived: _, ...row }: Mapping): PublishedRow {
  return row;
}

/** A row as one text: rows that say the same have the same. */
export function contentOf(row: PublishedRow): string {
  const { additional, ...texts } = row;
  const values = ROW_FIELDS.map((field) => texts[field as keyof typeof texts] ?? null);
  return JSON.stringify(additional === undefined ? values : [...values, stableText(additional)]);
}

/** Fields whose values differ. */
export function differingFields(old: PublishedRow, next: PublishedRow): RowField[] {
  return ROW_FIELDS.filter((field) => !isSame(old[field], next[field]));
}

function isSame(a: unknown, b: unknown): boolean {
  return (
    a === b || (typeof a === 'object' && typeof b === 'object' && stableText(a) === stableText(b))
  );
}

/** The kind of change when a field has another value in a row that both sides have. */
export function kindOfField(field: RowField, old: PublishedRow, next: PublishedRow): RowKind {
  const isSpelling = field === 'mapping_type' && meaningOf(old) === meaningOf(next);
  return isSpelling ? 'respelled' : KIND_OF_FIELD[field];
}

/** Our mapping-type id of a row; empty when it states none. */
export function meaningOf({ mapping_type }: PublishedRow): string {
  return mapping_type === undefined ? '' : derivedMappingType(mapping_type);
}
