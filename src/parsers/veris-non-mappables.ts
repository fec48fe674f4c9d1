import type { ParserInput } from '../contracts.ts';
import { readCsv } from '../formats/read-csv.ts';
import { tableOf } from '../formats/table.ts';
import { unknownColumns } from '../formats/unknown-members.ts';
import type { ParsedRecord } from '../records.ts';

const COLUMN = 'Non-Mappable';

/** Values of VERIS that map to no technique, beside a column without a header that numbers them. */
export function* verisNonMappables(input: ParserInput): Generator<ParsedRecord> {
  const table = tableOf(readCsv(input.body, input.url), [COLUMN], input.url);
  const set = { ...input.set, framework: 'veris' };
  yield { kind: 'header', set, metadata: { mapping_framework: 'veris' }, place: { row: 1 } };
  yield* unknownColumns(table, input.url);
  for (const row of table.rows) {
    const fields = {
      capability_id: row.cell(COLUMN),
      mapping_type: 'non_mappable',
      status: 'non_mappable',
    };
    if (fields.capability_id !== undefined) yield { kind: 'row', set, fields, place: row.place };
  }
}
