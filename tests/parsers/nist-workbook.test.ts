import { describe, expect, it } from 'vitest';
import { nistWorkbook } from '../../src/parsers/nist-workbook.ts';
import type { ParsedRecord } from '../../src/records.ts';
import { makeWorkbook } from '../support/make-workbook.ts';
import { describeParser, read } from './contract.ts';
import { only, rules } from './fixture.ts';

const HEAD = ['Control ID', 'Control Name', 'Mapping Type', 'Technique ID', 'Technique Name'];
const ROWS = [
  HEAD,
  ['XY-1', 'Watch the Door ', 'mitigates', 'T1078', 'Valid Accounts'],
  ['XY-2', 'Lock & Bolt', 'mitigates', 'T1078.001', undefined],
];
const good = makeWorkbook({ Mappings: ROWS });

describeParser('nist-workbook', nistWorkbook, { good });

describe('nist-workbook', () => {
  it('makes a row of each row, as it is written, with its place', async () => {
    const set = {
      framework: 'nist_800_53',
      framework_version: 'rev5',
      attack_version: '12.1',
      domain: 'enterprise',
    };
    const records = await read(nistWorkbook, good, set);
    expect(records).toEqual([
      {
        kind: 'header',
        set,
        metadata: {
          mapping_framework: 'nist_800_53',
          mapping_framework_version: 'rev5',
          attack_version: '12.1',
        },
        place: { row: 1 },
      },
      {
        kind: 'row',
        set,
        fields: {
          capability_id: 'XY-1',
          capability_description: 'Watch the Door ',
          mapping_type: 'mitigates',
          attack_object_id: 'T1078',
          attack_object_name: 'Valid Accounts',
          status: 'complete',
        },
        place: { row: 2 },
      },
      {
        kind: 'row',
        set,
        fields: {
          capability_id: 'XY-2',
          capability_description: 'Lock & Bolt',
          mapping_type: 'mitigates',
          attack_object_id: 'T1078.001',
          attack_object_name: undefined,
          status: 'complete',
        },
        place: { row: 3 },
      },
    ]);
  });

  it.each([
    ['nist800-53-r5-12_1mappings.xlsx', { framework_version: 'rev5', attack_version: '12.1' }],
    ['nist800-53-r4-8_2mappings.xlsx', { framework_version: 'rev4', attack_version: '8.2' }],
    ['mappings.xlsx', {}],
  ])('reads revision and ATT&CK version from the name %s', async (name, set) => {
    const url = `https://example.org/folder-r9-1_1x/${name}`;
    const input = { url, mediaType: '', sha256: '', body: good };
    const records: ParsedRecord[] = [];
    for await (const record of nistWorkbook(input)) records.push(record);
    expect(records[0]).toMatchObject({ kind: 'header', set });
    expect(Object.keys(only(records, 'row')[0]?.set ?? {}).sort()).toEqual(
      ['framework', ...Object.keys(set)].sort(),
    );
  });

  it('finds the sheet with the table, columns in any order, and reports the rest', async () => {
    const turned = ROWS.map((row) => [...row].reverse());
    const workbook = makeWorkbook({
      Notes: [['About'], ['this']],
      Table: turned.map((row, i) => [...row, i === 0 ? 'Remark' : 'r']),
      Empty: [],
    });
    const records = await read(nistWorkbook, workbook);
    expect(only(records, 'row').map(({ fields }) => fields.capability_id)).toEqual([
      'XY-1',
      'XY-2',
    ]);
    expect(rules(records)).toEqual(['unknown-column', 'sheet-left-out']);
  });

  it('names the columns that it expected and found', async () => {
    const workbook = makeWorkbook({
      Sheet: [
        ['Control', 'Technique ID'],
        ['a', 'b'],
      ],
    });
    await expect(read(nistWorkbook, workbook)).rejects.toThrow(
      /columns "Control ID", "Control Name", .* found "Control", "Technique ID" .* lacking/,
    );
  });

  it('refuses a workbook without rows', async () => {
    await expect(read(nistWorkbook, makeWorkbook({ Sheet: [] }))).rejects.toThrow(
      /found none in its first row/,
    );
  });
});
