import { describe, expect, it } from 'vitest';
import { ctidJsonExporter } from '../../src/exporters/ctid-json.ts';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import { normaliseRow } from '../../src/model/normalise-row.ts';
import { unifiedJson } from '../../src/parsers/unified-json.ts';
import { ROWS, row, variedSet } from '../support/varied-set.ts';
import { runExporter } from './contract.ts';

async function exported(change: Partial<MappingSet> = {}) {
  const entry = variedSet();
  const sets = [{ ...entry, set: { ...entry.set, ...change } }];
  const { files } = await runExporter(ctidJsonExporter, { sets, options: {} });
  expect([...files.keys()]).toEqual([`${entry.path}/ctid.json`]);
  const text = [...files.values()].join('');
  return { text, document: JSON.parse(text) };
}

describe('ctid.json', () => {
  it('gives every row back, without what is ours', async () => {
    const { document } = await exported();
    const bare = ROWS.map(({ derived, ...fields }) => fields);
    const back = document.mapping_objects.map((fields: Record<string, unknown>) => {
      const { derived, ...mapping } = normaliseRow(fields);
      return mapping;
    });
    expect(back).toEqual(bare);
  });

  it('always has the fields of a published row, the others only when stated', async () => {
    const { document } = await exported({ mappings: [row({ capability_id: 'AC-1' })] });
    expect(document.mapping_objects).toEqual([
      {
        attack_object_id: null,
        attack_object_name: null,
        capability_id: 'AC-1',
        capability_description: null,
        capability_group: null,
        mapping_type: null,
        references: [],
        status: null,
      },
    ]);
  });

  it('writes metadata under the names of the publisher', async () => {
    const { document } = await exported({
      metadata: { author: 'A', creation_date: '01/02/2023', additional: { x: [1] } },
      mapping_types: [{ id: 'a', name: 'A', additional: { y: 2 } }, { id: 'b' }],
      capability_groups: [
        { id: 'g', name: 'Group' },
        { id: '__proto__', name: 'Odd' },
      ],
    });
    const { capability_groups, ...metadata } = document.metadata;
    expect(metadata).toEqual({
      mapping_version: '',
      technology_domain: 'enterprise',
      attack_version: '14.1',
      mapping_framework: 'm365',
      mapping_framework_version: '12.11.2023',
      author: 'A',
      contact: null,
      organization: null,
      creation_date: '01/02/2023',
      mapping_types: { a: { name: 'A', description: '', y: 2 }, b: { name: '', description: '' } },
      x: [1],
    });
    expect(Object.entries(capability_groups)).toEqual([
      ['g', 'Group'],
      ['__proto__', 'Odd'],
    ]);
  });

  it('keeps a field called __proto__ as data', async () => {
    const { document } = await exported();
    const odd = document.mapping_objects.at(-1);
    expect(Object.entries(odd)).toContainEqual(['__proto__', 'kept']);
    expect(Object.entries(odd)).toContainEqual(['author', 'A. Nalyst']);
  });

  it('is read by the parser of the unified format', async () => {
    const { text } = await exported();
    const records = [
      ...(unifiedJson({
        url: 'ctid.json',
        mediaType: 'application/json',
        sha256: '',
        body: new TextEncoder().encode(text),
      }) as Iterable<{ kind: string }>),
    ];
    expect(records.filter(({ kind }) => kind === 'row')).toHaveLength(ROWS.length);
  });
});
