import type { ParserInput } from '../contracts.ts';
import { readCsv } from '../formats/read-csv.ts';
import { tableOf } from '../formats/table.ts';
import { unknownColumns } from '../formats/unknown-members.ts';
import type { ParsedRecord } from '../records.ts';

const PARTS = ['AXES', 'CATEGORY', 'SUB CATEGORY', 'VALUE'];

/**
 * The enumerations of VERIS: each value with its description, which published rows carry as the name
 * of the capability. Parts of an id that are empty are left out, as in published ids.
 */
export function* verisEnumerations(input: ParserInput): Generator<ParsedRecord> {
  const table = tableOf(readCsv(input.body, input.url), [...PARTS, 'DESCRIPTION'], input.url);
  const set = { ...input.set, framework: 'veris' };
  yield* unknownColumns(table, input.url);
  for (const row of table.rows) {
    const parts = PARTS.map((part) => row.cell(part)?.trim());
    const id = parts.filter((part) => part !== undefined).join('.');
    const name = row.cell('DESCRIPTION');
    const place = row.place;
    yield { kind: 'capability', set, id, ...(name === undefined ? {} : { name }), place };
  }
}
