import { describe, expect, it } from 'vitest';
import { attackToCve } from '../../src/parsers/attack-to-cve.ts';
import { describeParser, read } from './contract.ts';
import { fixture, only } from './fixture.ts';

const good = fixture('attack-to-cve/mappings.csv');

describeParser('attack-to-cve', attackToCve, { good, halfIsDocument: true });

describe('attack-to-cve', () => {
  it('makes a row of each technique, with its mapping type', async () => {
    const records = await read(attackToCve, good);
    const rows = only(records, 'row');
    expect(rows[0]).toEqual({
      kind: 'row',
      set: { framework: 'cve' },
      fields: {
        capability_id: 'CVE-1999-0001',
        mapping_type: 'primary_impact',
        attack_object_id: 'T1499',
        status: 'complete',
      },
      place: { row: 2, column: 2 },
    });
    expect(
      rows.map(({ fields, place }) => [place, fields.mapping_type, fields.attack_object_id]),
    ).toEqual([
      [{ row: 2, column: 2 }, 'primary_impact', 'T1499'],
      [{ row: 2, column: 2 }, 'primary_impact', 'T1098'],
      [{ row: 2, column: 4 }, 'exploitation_technique', 'T1190'],
      [{ row: 2, column: 4 }, 'exploitation_technique', 'T1078'],
      [{ row: 4, column: 2 }, 'primary_impact', 'T1499'],
      [{ row: 4, column: 5 }, 'uncategorized', 'T1036.'],
    ]);
  });

  it('reports what is odd, with its place, and keeps a vulnerability without technique', async () => {
    const records = await read(attackToCve, good);
    expect(
      only(records, 'diagnostic').map(({ diagnostic: { rule, place } }) => [rule, place]),
    ).toEqual([
      ['capability-without-technique', { row: 3 }],
      ['capability-twice', { row: 4 }],
      ['phase-differs', { row: 4, column: 6 }],
      ['technique-id', { row: 4, column: 5 }],
    ]);
    expect(only(records, 'diagnostic').map(({ diagnostic }) => diagnostic.message)).toEqual([
      '"CVE-1999-0002", of "Phase 2", has no technique and makes no row',
      '"CVE-1999-0001" stands in row 2 already: both rows count',
      '"CVE-1999-0001" is of "Phase 2" here, of "Phase 1" in row 2, which is kept',
      '"T1036." is no technique id, which looks like T1059 or T1059.001',
    ]);
  });

  it('gives each vulnerability once, with its phase', async () => {
    const capabilities = only(await read(attackToCve, good), 'capability');
    expect(capabilities.map(({ id, additional, place }) => [id, additional, place])).toEqual([
      ['CVE-1999-0001', { Phase: 'Phase 1' }, { row: 2 }],
      ['CVE-1999-0002', { Phase: 'Phase 2' }, { row: 3 }],
    ]);
  });

  it('reports a row without an id, which keeps its techniques', async () => {
    const text = good
      .toString()
      .replace(/CVE-1999-0001/g, ' ')
      .replace(/CVE-1999-0002/, '');
    const records = await read(attackToCve, text);
    expect(only(records, 'row')).toHaveLength(6);
    expect(only(records, 'capability')).toEqual([]);
    expect(only(records, 'diagnostic').map(({ diagnostic }) => diagnostic.message)).toEqual([
      'this row, of "Phase 1", has no CVE ID',
      'this row, of "Phase 2", has no CVE ID',
      'this row, of "Phase 2", has no CVE ID',
      expect.stringContaining('T1036.'),
    ]);
  });

  it('does without phases', async () => {
    const text =
      'CVE ID,Primary Impact,Secondary Impact,Exploitation Technique,Uncategorized\nCVE-1,,T1,,\n';
    const records = await read(attackToCve, text);
    expect(only(records, 'row')[0]?.fields).toMatchObject({ mapping_type: 'secondary_impact' });
    expect(only(records, 'capability')[0]).not.toHaveProperty('additional');
  });
});
