import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { ExportSet } from '../../src/contracts.ts';
import { csvExporter } from '../../src/exporters/csv/exporter.ts';
import { fromCsvCell } from '../../src/formats/csv-text.ts';
import { artifactName } from '../../src/model/artifact-name.ts';
import { migratedSet } from '../support/migrated-set.ts';
import { ROWS, row, variedSet } from '../support/varied-set.ts';
import { runExporter } from './contract.ts';

/** The cells of one of the CSV files, each row by its columns. */
async function rowsOf(entry: ExportSet, stem: string, options = {}) {
  const { files } = await runExporter(csvExporter, { sets: [entry], options });
  const text = files.get(`${entry.path}/${artifactName(entry.set, stem, 'csv')}`);
  if (text === undefined) return undefined;
  const rows: Record<string, string>[] = parse(text, { columns: true, record_delimiter: '\r\n' });
  return rows;
}

const HOSTILE = '=HYPERLINK("https://example.org")';

/** The varied set, migrated, with a technique and a rationale that a spreadsheet would run. */
function hostileSet(): ExportSet {
  const entry = variedSet([
    ...ROWS,
    row({ status: 'non_mappable', attack_object_id: 'T1078', comments: HOSTILE }),
    row({ status: 'non_mappable', attack_object_id: 'T1110' }),
  ]);
  const { index } = entry.attack;
  const techniques = new Map(index.techniques);
  const [parent] = techniques.values();
  if (parent) techniques.set('T1053', { ...parent, name: HOSTILE, tactics: ['a', 'b'] });
  return {
    ...entry,
    attack: { ...entry.attack, index: { ...index, techniques } },
    set: migratedSet(entry.set, ['T1053']),
  };
}

describe('coverage.csv', () => {
  it('has one row a living technique with its state and what it is from', async () => {
    const rows = (await rowsOf(hostileSet(), 'coverage')) ?? [];
    expect(
      rows.map((r) => [r.technique_id, r.state, r.capability_ids, r.non_mappable_rows]),
    ).toEqual([
      ['T1053', 'not_assessed', '', '0'],
      ['T1053.002', 'mapped', 'EID-MFA-E3', '0'],
      ['T1078', 'non_mappable', '', '2'],
      ['T1078.004', 'mapped', 'EID-PIM-E5', '0'],
      ['T1110', 'mapped', 'EID-MFA-E3 | EID-PIM-E5', '1'],
      ['T1621', 'mapped', 'EID-MFA-E3 | EID-PIM-E5', '0'],
    ]);
    expect(rows.map((r) => r.capability_count)).toEqual(['0', '1', '0', '1', '2', '2']);
  });

  it('says which set and which technique', async () => {
    const [first, second] = (await rowsOf(hostileSet(), 'coverage')) ?? [];
    expect(first).toMatchObject({
      mapping_framework: 'm365',
      mapping_framework_version: '12.11.2023',
      attack_version: '14.1',
      technology_domain: 'enterprise',
      attack_release: '14.1',
      kind: 'technique',
      parent_id: '',
      tactics: 'a | b',
      filter: '',
    });
    expect(second).toMatchObject({
      technique_name: 'At',
      kind: 'sub-technique',
      parent_id: 'T1053',
    });
  });

  it('has no cell that a spreadsheet would run, and loses none', async () => {
    const rows = (await rowsOf(hostileSet(), 'coverage')) ?? [];
    for (const cell of rows.flatMap(Object.values)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(rows.map((r) => fromCsvCell(r.technique_name ?? ''))[0]).toBe(HOSTILE);
    expect(rows.map((r) => fromCsvCell(r.non_mappable_comments ?? ''))[2]).toBe(HOSTILE);
  });

  it('names all capabilities, under the ids of the set', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => `AC-${i + 1}`);
    const key = {
      framework: 'nist_800_53',
      framework_version: 'rev5',
      attack_version: '14.1',
      domain: 'enterprise',
    };
    const all = [...ids, 'AC-01'].map((capability_id) =>
      row({ capability_id, attack_object_id: 'T1110' }),
    );
    const rows = (await rowsOf(variedSet(all, { key }), 'coverage')) ?? [];
    const named = rows.find((r) => r.technique_id === 'T1110')?.capability_ids?.split(' | ') ?? [];
    expect(new Set(named).size).toBe(200);
  });

  it('states the filter in every row, and is left out when it is not wanted', async () => {
    const filtered = variedSet(ROWS, { filter: 'category=detect' });
    const rows = (await rowsOf(filtered, 'coverage')) ?? [];
    expect(rows.map((r) => r.filter)).toEqual(Array(6).fill('category=detect'));
    expect(await rowsOf(variedSet(), 'coverage', { coverage: false })).toBeUndefined();
    expect(await rowsOf(variedSet(), 'mappings', { coverage: false })).toHaveLength(ROWS.length);
  });
});

describe('mappings.csv of a migrated set', () => {
  it('says which technique was published, what happened, and what a row collides with', async () => {
    const rows = [
      row(
        { capability_id: 'C-1', attack_object_id: 'T1110' },
        {
          migrated_from: [
            { id: 'T1168', version: '9.0', reason: 'revoked' },
            { id: 'T1110', version: '13.1', reason: 'unchanged' },
          ],
          collides_with: ['T1169', 'T1170'],
        },
      ),
      row({ capability_id: 'C-2', attack_object_id: 'T1110' }),
    ];
    const cells = (await rowsOf(variedSet(rows), 'mappings')) ?? [];
    const ours = cells.map((r) => [
      r.migrated_from_id,
      r.migrated_from_version,
      r.migration_reason,
      r.collides_with,
    ]);
    expect(ours).toEqual([
      ['T1168', '9.0', 'revoked | unchanged', 'T1169 | T1170'],
      ['', '', '', ''],
    ]);
  });
});
