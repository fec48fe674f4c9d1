import { listed, type SitePage, unknownShape } from './page.ts';
import type { SiteTable } from './table.ts';

/** What a column of a mapping table holds. */
export type Column =
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'notes' }
  /** A title that is not known: its text is carried under it. */
  | { readonly kind: 'other'; readonly title: string };

const FIELDS: ReadonlyMap<string, string> = new Map([
  ['capability id', 'capability_id'],
  ['capability description', 'capability_description'],
  ['mapping type', 'mapping_type'],
  // The mapping types of Intel vPro.
  ['enables', 'mapping_type'],
  ['category', 'score_category'],
  ['value', 'score_value'],
  ['att&ck id', 'attack_object_id'],
  ['att&ck name', 'attack_object_name'],
]);
const REQUIRED = ['Capability ID', 'Capability Description', 'ATT&CK ID', 'ATT&CK Name'];

/** Columns by their titles, in whatever order and case. Throws `parse` when one is missing or doubled. */
export function mappingColumns(page: SitePage, { headers, selector }: SiteTable): Column[] {
  const titles = headers.map((title) => title.toLowerCase());
  const isThere = REQUIRED.every((title) => titles.includes(title.toLowerCase()));
  const columns = headers.map((title, i) => columnOf(title, titles[i] ?? ''));
  const fields = columns.map((column) =>
    column.kind === 'field' ? column.field : column.kind === 'other' ? column.title : column.kind,
  );
  if (!isThere || new Set(fields).size < fields.length) {
    throw unknownShape(
      page,
      `the columns ${listed(REQUIRED)} in ${selector}, each title once`,
      listed(headers),
    );
  }
  return columns;
}

function columnOf(title: string, lowerCase: string): Column {
  if (lowerCase === 'notes') return { kind: 'notes' };
  const field = FIELDS.get(lowerCase);
  return field === undefined ? { kind: 'other', title } : { kind: 'field', field };
}

/** The fields of the canonical set that such columns show. */
export function shownFields(columns: readonly Column[]): string[] {
  return columns.flatMap((column) => {
    if (column.kind === 'notes') return ['comments', 'references'];
    return column.kind === 'field' ? [column.field] : [];
  });
}
