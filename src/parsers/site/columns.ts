import { COLUMN_TITLES } from '../../model/column-titles.ts';
import { listed, type SitePage, unknownShape } from './page.ts';
import type { SiteTable } from './table.ts';

/** What a column of a mapping table holds. */
export type Column =
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'notes' }
  /** A title that is not known: its text is carried under it. */
  | { readonly kind: 'other'; readonly title: string };

const FIELDS: ReadonlyMap<string, string> = new Map(Object.entries(COLUMN_TITLES));
const REQUIRED = ['Capability ID', 'Capability Description', 'ATT&CK ID', 'ATT&CK Name'];
const RELATION = '"Mapping Type" (or "Enables"), "Category" with "Value", or both';

/**
 * Columns by their titles, in whatever order and case. Every table has what is mapped to what, and
 * how: a mapping type, a score, or both. Notes are there where a framework has some. Throws `parse`
 * when a column is missing or doubled.
 */
export function mappingColumns(page: SitePage, { headers, selector }: SiteTable): Column[] {
  const titles = headers.map((title) => title.toLowerCase());
  const columns = headers.map((title, i) => columnOf(title, titles[i] ?? ''));
  const fields = columns.flatMap(fieldsIn);
  if (isMappings(titles) && new Set(fields).size === fields.length) return columns;
  throw unknownShape(
    page,
    `the columns ${listed(REQUIRED)} and ${RELATION} in ${selector}, each once`,
    listed(headers),
  );
}

function isMappings(titles: readonly string[]): boolean {
  const hasType = titles.includes('mapping type') || titles.includes('enables');
  const hasCategory = titles.includes('category');
  return (
    REQUIRED.every((title) => titles.includes(title.toLowerCase())) &&
    (hasType || hasCategory) &&
    hasCategory === titles.includes('value')
  );
}

function columnOf(title: string, lowerCase: string): Column {
  if (lowerCase === 'notes') return { kind: 'notes' };
  const field = FIELDS.get(lowerCase);
  return field === undefined ? { kind: 'other', title } : { kind: 'field', field };
}

/** The fields of the canonical set that such columns show. */
export function shownFields(columns: readonly Column[]): string[] {
  return columns.flatMap((column) => (column.kind === 'other' ? [] : fieldsIn(column)));
}

/** Under which names a column's texts are carried. */
function fieldsIn(column: Column): string[] {
  if (column.kind === 'notes') return ['comments', 'references'];
  return [column.kind === 'field' ? column.field : column.title];
}
