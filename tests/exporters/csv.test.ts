import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvExporter } from '../../src/exporters/csv/exporter.ts';
import { fromCsvCell } from '../../src/formats/csv-text.ts';
import type { Mapping } from '../../src/generated/mapping-set.ts';
import { artifactName } from '../../src/model/artifact-name.ts';
import { normaliseRow } from '../../src/model/normalise-row.ts';
import { ROWS, variedSet } from '../support/varied-set.ts';
import { runExporter } from './contract.ts';

type CsvRecord = Record<string, string>;

const PUBLISHED =
  'mapping_framework,mapping_framework_version,capability_group,capability_id,capability_description,mapping_type,attack_object_id,attack_object_name,attack_version,technology_domain,score_category,score_value,related_score,references,comments,organization,creation_date,last_update';

async function csvOf(entry = variedSet()): Promise<string> {
  const { files } = await runExporter(csvExporter, { sets: [entry], options: {} });
  return files.get(`${entry.path}/${artifactName(entry.set, 'mappings', 'csv')}`) ?? '';
}

async function records(entry = variedSet()): Promise<CsvRecord[]> {
  const rows: CsvRecord[] = parse(await csvOf(entry), { columns: true, record_delimiter: '\r\n' });
  return rows.map((cells) =>
    Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, fromCsvCell(cell)])),
  );
}

/** The row that a record was written from, without what is ours. */
function rowOf(record: CsvRecord): Omit<Mapping, 'derived'> {
  const { additional, row_attack_version, row_framework_version, references, ...cells } = record;
  const { derived, ...fields } = normaliseRow({
    ...cells,
    references: references?.split(' | '),
    attack_version: row_attack_version,
    mapping_framework_version: row_framework_version,
  });
  delete fields.additional;
  return additional ? { ...fields, additional: JSON.parse(additional) } : fields;
}

describe('mappings.csv', () => {
  it('begins with the columns of the publisher, in their order', async () => {
    const [header = ''] = (await csvOf()).split('\r\n');
    expect(header.startsWith(`${PUBLISHED},`)).toBe(true);
    expect(new Set(header.split(',')).size).toBe(header.split(',').length);
  });

  it('parses back to the same rows', async () => {
    expect((await records()).map(rowOf)).toEqual(ROWS.map(({ derived, ...fields }) => fields));
  });

  it('has no cell that a spreadsheet would run', async () => {
    const rows: string[][] = parse(await csvOf(), { record_delimiter: '\r\n' });
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(rows.flat()).toContain('\'=cmd|"calc"!A0, first\nsecond line');
  });

  it('repeats what is true of the set, and prefers what a row says', async () => {
    const [first, , , , fifth] = await records();
    expect(first).toMatchObject({
      mapping_framework: 'm365',
      mapping_framework_version: '12.11.2023',
      attack_version: '14.1',
      technology_domain: 'enterprise',
      organization: 'Example Organisation',
      row_attack_version: '',
      filter: '',
    });
    expect(fifth).toMatchObject({
      mapping_framework_version: '01.01.2023',
      attack_version: '13.1',
      row_framework_version: '01.01.2023',
      row_attack_version: '13.1',
      license_requirements: 'Entra ID P1 | P2',
    });
  });

  it('says what ATT&CK says of the technique', async () => {
    const of = new Map((await records()).map((record) => [record.attack_object_id, record]));
    expect(of.get('T1053.001')).toMatchObject({
      technique_status: 'revoked',
      technique_stix_id: 'attack-pattern--T1053.001',
      successor_id: 'T1053.002',
      successor_stix_id: 'attack-pattern--T1053.002',
      successor_name: 'At',
    });
    expect(of.get('T1521.003')).toMatchObject({ technique_domain: 'mobile' });
    expect(of.get('t1078')).toMatchObject({ technique_status: 'unknown', technique_stix_id: '' });
  });

  it('states the filter in every row', async () => {
    const all = await records(variedSet(ROWS, { filter: 'category=detect' }));
    expect(new Set(all.map(({ filter }) => filter))).toEqual(new Set(['category=detect']));
  });
});
