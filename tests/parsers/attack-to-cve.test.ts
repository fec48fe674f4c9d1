import { describe, expect, it } from 'vitest';
import { attackToCve } from '../../src/parsers/attack-to-cve.ts';
import { describeParser, read } from './contract.ts';
import { fixture, only } from './fixture.ts';

const good = fixture('attack-to-cve/mappings.csv');

describeParser('attack-to-cve', attackToCve, { good, halfIsDocument: true });

describe('attack-to-cve', () => {
  it('makes a row of each technique, with its mapping type and phase', async () => {
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
        phase: 'Phase 1',
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
      ['technique-id', { row: 4, column: 5 }],
    ]);
    expect(only(records, 'capability').map(({ id }) => id)).toEqual(['CVE-1999-0002']);
  });

  it('does without phases', async () => {
    const text =
      'CVE ID,Primary Impact,Secondary Impact,Exploitation Technique,Uncategorized\nCVE-1,,T1,,\n';
    const [row] = only(await read(attackToCve, text), 'row');
    expect(row?.fields).toMatchObject({ mapping_type: 'secondary_impact', phase: undefined });
  });
});
