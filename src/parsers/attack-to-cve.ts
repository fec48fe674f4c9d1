import type { ParsedRecord, ParserInput } from '../contracts.ts';
import { readCsv } from '../formats/read-csv.ts';
import { type TableRow, tableOf } from '../formats/table.ts';
import { unknownColumns } from '../formats/unknown-members.ts';
import type { SetKey } from '../generated/mapping-set.ts';
import type { Place } from '../generated/run-report.ts';
import { shorten } from '../model/text.ts';

const ID = 'CVE ID';
/** Columns with techniques, and the mapping types that the publisher makes of them. */
const TYPES = new Map([
  ['Primary Impact', 'primary_impact'],
  ['Secondary Impact', 'secondary_impact'],
  ['Exploitation Technique', 'exploitation_technique'],
  ['Uncategorized', 'uncategorized'],
]);

/**
 * ATT&CK to CVE: one vulnerability a row, techniques of a kind in one cell, parted by `;`. Yields a
 * row for each technique; the phase of the project that mapped it is an additional field.
 */
export function* attackToCve(input: ParserInput): Generator<ParsedRecord> {
  const cells = readCsv(input.body, input.url);
  const table = tableOf(cells, [ID, ...TYPES.keys()], input.url, ['Phase']);
  const set = { ...input.set, framework: 'cve' };
  yield { kind: 'header', set, metadata: { mapping_framework: 'cve' }, place: { row: 1 } };
  yield* unknownColumns(table, input.url);
  const rowOf = new Map<string, Place>();
  for (const row of table.rows) {
    const id = row.cell(ID)?.trim();
    const first = id === undefined ? undefined : rowOf.get(id);
    if (id !== undefined && first === undefined) rowOf.set(id, row.place);
    if (first) yield twice(id ?? '', first, row, input.url);
    yield* mappings(id, row, set, input.url);
  }
}

function* mappings(
  id: string | undefined,
  row: TableRow,
  set: Partial<SetKey>,
  source: string,
): Generator<ParsedRecord> {
  let count = 0;
  for (const [column, mapping_type] of TYPES) {
    for (const technique of techniquesIn(row.cell(column))) {
      count += 1;
      const place = row.placeOf(column);
      const fields = {
        capability_id: id,
        mapping_type,
        attack_object_id: technique,
        status: 'complete',
        phase: row.cell('Phase')?.trim(),
      };
      if (!/^T\d{4}(\.\d{3})?$/.test(technique)) yield noTechnique(technique, place, source);
      yield { kind: 'row', set, fields, place };
    }
  }
  if (count > 0 || id === undefined) return;
  // It is neither mapped nor called not mappable, so it makes no row.
  yield { kind: 'capability', set, id, place: row.place };
  yield finding(
    'capability-without-technique',
    `${JSON.stringify(shorten(id))} has no technique and makes no row`,
    row.place,
    source,
  );
}

function techniquesIn(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(';')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

function noTechnique(text: string, place: Place, source: string): ParsedRecord {
  const message = `${JSON.stringify(shorten(text))} is no technique id, which looks like T1059 or T1059.001`;
  return finding('technique-id', message, place, source);
}

function twice(id: string, first: Place, row: TableRow, source: string): ParsedRecord {
  const message = `${JSON.stringify(shorten(id))} stands in row ${first.row} already: both rows count`;
  return finding('capability-twice', message, row.place, source);
}

function finding(rule: string, message: string, place: Place, source: string): ParsedRecord {
  return { kind: 'diagnostic', diagnostic: { severity: 'warning', rule, source, place, message } };
}
