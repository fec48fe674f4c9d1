import { isDeepStrictEqual } from 'node:util';
import { parse } from 'csv-parse/sync';
import { csvExporter } from '../../src/exporters/csv/exporter.ts';
import { fromCsvCell } from '../../src/formats/csv-text.ts';
import type { Mapping } from '../../src/generated/mapping-set.ts';
import { exported } from '../export.ts';
import { anyFamily, exportSetOf, type Stated } from '../inputs/any-set.ts';
import { type Target, target } from '../target.ts';

/** Columns that give a row back, by its field. */
const FIELDS: readonly (readonly [field: keyof Mapping, column: string])[] = [
  ...(['capability_id', 'capability_description', 'capability_group', 'mapping_type'] as const).map(
    (name) => [name, name] as const,
  ),
  ...(['attack_object_id', 'attack_object_name', 'score_category', 'score_value'] as const).map(
    (name) => [name, name] as const,
  ),
  ...(['related_score', 'comments', 'status'] as const).map((name) => [name, name] as const),
  ['attack_version', 'row_attack_version'],
  ['mapping_framework_version', 'row_framework_version'],
];

/** `mappings.csv` of any set parses back to its rows, and no cell of any table is a formula. */
export const csvTarget: Target = target<readonly Stated[]>({
  name: 'exporters/csv',
  short: 80,
  input: anyFamily,
  check: async (family) => {
    for (const entry of family.map(exportSetOf)) {
      for (const [path, text] of await exported(csvExporter, [entry]))
        checkTable(text, path.includes('/mappings.') ? entry.set.mappings : undefined);
    }
  },
});

export function checkTable(csv: string, rows?: readonly Mapping[]): void {
  // As it is read again: a half of a surrogate pair has no place in a file.
  const text = Buffer.from(csv).toString('utf8');
  const [columns = [], ...records]: string[][] = parse(text, { record_delimiter: '\r\n' });
  for (const cell of records.flat())
    if (/^[=+\-@\t\r\n＝＋－＠]/.test(cell)) throw new Error(`a formula: ${cell}`);
  if (rows === undefined) return;
  if (records.length !== rows.length) throw new Error(`${records.length} of ${rows.length} rows`);
  for (const [i, row] of rows.entries()) {
    const cellOf = (name: string) => fromCsvCell(records[i]?.[columns.indexOf(name)] ?? '');
    for (const [field, column] of FIELDS) same(cellOf(column), row[field] ?? '', column);
    same(cellOf('references'), row.references?.join(' | ') ?? '', 'references');
    const additional = row.additional && JSON.stringify(row.additional);
    same(cellOf('additional'), additional ?? '', 'additional');
  }
}

function same(found: string, expected: unknown, column: string): void {
  const text = Buffer.from(String(expected)).toString('utf8');
  if (!isDeepStrictEqual(found, text))
    throw new Error(`${column}: ${JSON.stringify(found)} is not ${JSON.stringify(text)}`);
}
