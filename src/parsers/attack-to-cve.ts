import type { ParserInput } from '../contracts.ts';
import { readCsv } from '../formats/read-csv.ts';
import { type TableRow, tableOf } from '../formats/table.ts';
import { unknownColumns } from '../formats/unknown-members.ts';
import type { SetKey } from '../generated/mapping-set.ts';
import type { Place } from '../generated/run-report.ts';
import { shorten } from '../model/text.ts';
import type { ParsedRecord } from '../records.ts';

const ID = 'CVE ID';
const PHASE = 'Phase';
/** Columns with techniques, and the mapping types that the publisher makes of them. */
const TYPES = new Map([
  ['Primary Impact', 'primary_impact'],
  ['Secondary Impact', 'secondary_impact'],
  ['Exploitation Technique', 'exploitation_technique'],
  ['Uncategorized', 'uncategorized'],
]);

/**
 * ATT&CK to CVE: one vulnerability a row, techniques of a kind in one cell, parted by `;`. Yields a
 * row for each technique, and the vulnerability with the phase of the project that mapped it. One
 * that stands in several rows keeps the first phase, and others are reported.
 */
export function* attackToCve(input: ParserInput): Generator<ParsedRecord> {
  const cells = readCsv(input.body, input.url);
  const table = tableOf(cells, [ID, ...TYPES.keys()], input.url, [PHASE]);
  const set = { ...input.set, framework: 'cve' };
  yield { kind: 'header', set, metadata: { mapping_framework: 'cve' }, place: { row: 1 } };
  yield* unknownColumns(table, input.url);
  const rowOf = new Map<string, TableRow>();
  for (const row of table.rows) {
    const id = row.cell(ID)?.trim();
    if (id === undefined) {
      const message = `this row, of ${inWords(phaseOf(row))}, has no ${ID}`;
      yield finding('capability-without-id', message, row.placeOf(ID), input.url);
    } else {
      const first = rowOf.get(id);
      if (first === undefined) rowOf.set(id, row);
      yield* vulnerability(id, row, first, set, input.url);
    }
    yield* mappings(id, row, set, input.url);
  }
}

function* vulnerability(
  id: string,
  row: TableRow,
  first: TableRow | undefined,
  set: Partial<SetKey>,
  source: string,
): Generator<ParsedRecord> {
  const phase = phaseOf(row);
  if (first === undefined) {
    const additional = phase === undefined ? {} : { additional: { [PHASE]: phase } };
    yield { kind: 'capability', set, id, ...additional, place: row.place };
    return;
  }
  const where = `row ${first.place.row}`;
  const quoted = JSON.stringify(shorten(id));
  const twice = `${quoted} stands in ${where} already: both rows count`;
  yield finding('capability-twice', twice, row.place, source);
  const known = phaseOf(first);
  if (phase === known) return;
  const differs = `${quoted} is of ${inWords(phase)} here, of ${inWords(known)} in ${where}, which is kept`;
  yield finding('phase-differs', differs, row.placeOf(PHASE), source);
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
      };
      if (!/^T\d{4}(\.\d{3})?$/.test(technique)) yield noTechnique(technique, place, source);
      yield { kind: 'row', set, fields, place };
    }
  }
  if (count > 0 || id === undefined) return;
  // It is neither mapped nor called not mappable, so it makes no row.
  const message = `${JSON.stringify(shorten(id))}, of ${inWords(phaseOf(row))}, has no technique and makes no row`;
  yield finding('capability-without-technique', message, row.place, source);
}

function phaseOf(row: TableRow): string | undefined {
  return row.cell(PHASE)?.trim();
}

function inWords(phase: string | undefined): string {
  return phase === undefined ? 'no phase' : JSON.stringify(shorten(phase));
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

function finding(rule: string, message: string, place: Place, source: string): ParsedRecord {
  return { kind: 'diagnostic', diagnostic: { severity: 'warning', rule, source, place, message } };
}
