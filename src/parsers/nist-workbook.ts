import type { ParserInput } from '../contracts.ts';
import { readWorkbook, type Sheet } from '../formats/read-workbook.ts';
import { type Table, tableOf } from '../formats/table.ts';
import { unknownColumns } from '../formats/unknown-members.ts';
import type { SetKey } from '../generated/mapping-set.ts';
import { shorten } from '../model/text.ts';
import type { ParsedRecord } from '../records.ts';

const COLUMNS = ['Control ID', 'Control Name', 'Mapping Type', 'Technique ID', 'Technique Name'];

/**
 * A NIST 800-53 workbook: one row a mapping, columns by header. Its file name says revision and
 * ATT&CK version. Spaces at the edges of cells stay, for normalising to see to.
 */
export async function* nistWorkbook(input: ParserInput): AsyncGenerator<ParsedRecord> {
  const sheets = await readWorkbook(input.body, input.url);
  const { table, others } = choose(sheets, input.url);
  const set = { ...input.set, ...setOf(input.url) };
  yield {
    kind: 'header',
    set,
    metadata: {
      mapping_framework: set.framework,
      mapping_framework_version: set.framework_version,
      attack_version: set.attack_version,
    },
    place: { row: 1 },
  };
  yield* unknownColumns(table, input.url);
  for (const sheet of others) yield leftOut(sheet, input.url);
  for (const row of table.rows) {
    const fields = {
      capability_id: row.cell('Control ID'),
      capability_description: row.cell('Control Name'),
      mapping_type: row.cell('Mapping Type'),
      attack_object_id: row.cell('Technique ID'),
      attack_object_name: row.cell('Technique Name'),
      status: 'complete',
    };
    yield { kind: 'row', set, fields, place: row.place };
  }
}

/** The sheet with the most of the columns, read as a table, and the other sheets with text. */
function choose(sheets: readonly Sheet[], subject: string): { table: Table; others: Sheet[] } {
  const wanted = new Set(COLUMNS.map((header) => header.toLowerCase()));
  const fitting = sheets.map((sheet) => {
    const headers = new Set((sheet.rows[0] ?? []).map((text) => text?.trim().toLowerCase()));
    return [...headers].filter((header) => header !== undefined && wanted.has(header)).length;
  });
  const best = fitting.indexOf(Math.max(...fitting));
  return {
    table: tableOf(sheets[best]?.rows ?? [], COLUMNS, subject),
    others: sheets.filter(({ rows }, i) => i !== best && rows.length > 0),
  };
}

/** `nist800-53-r5-12_1mappings.xlsx` is revision 5 at ATT&CK 12.1. */
function setOf(url: string): Partial<SetKey> {
  const name = url.slice(url.lastIndexOf('/') + 1);
  const [, revision, major, minor] = /-r(\d+)-(\d+)_(\d+)/.exec(name) ?? [];
  return {
    framework: 'nist_800_53',
    ...(revision ? { framework_version: `rev${revision}` } : {}),
    ...(major && minor ? { attack_version: `${major}.${minor}` } : {}),
  };
}

function leftOut({ name, rows }: Sheet, source: string): ParsedRecord {
  return {
    kind: 'diagnostic',
    diagnostic: {
      severity: 'warning',
      rule: 'sheet-left-out',
      source,
      place: { row: 1 },
      message: `the sheet ${JSON.stringify(shorten(name))} with ${rows.length} rows is left out: it is not the table of mappings`,
    },
  };
}
