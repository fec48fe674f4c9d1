import { describe, expect, it } from 'vitest';
import type { ParsedRecord, SourceRow } from '../../src/contracts.ts';
import type { TechniqueResolution } from '../../src/generated/mapping-set.ts';
import type { Diagnostic } from '../../src/generated/run-report.ts';
import { assemble } from '../../src/model/assemble.ts';
import { framework } from '../../src/model/frameworks.ts';

const key = {
  framework: 'nist_800_53',
  framework_version: 'rev5',
  attack_version: '16.1',
  domain: 'enterprise',
};
const document = {
  url: 'https://example.org/d.json',
  sha256: '0'.repeat(64),
  parser: 'unified-json',
};

function build(
  rows: readonly SourceRow[],
  resolution: TechniqueResolution = { status: 'active', name: 'Name' },
  header: Partial<typeof key> = {},
) {
  const diagnostics: Diagnostic[] = [];
  const records: ParsedRecord[] = [
    {
      kind: 'header',
      set: { ...key, ...header },
      metadata: { author: null, organization: 'Org ', own: 1 },
      place: { pointer: '/metadata' },
    },
    { kind: 'group', set: key, id: '__proto__', name: 'Odd', place: { pointer: '/g' } },
    ...rows.map(
      (fields, i): ParsedRecord => ({
        kind: 'row',
        set: key,
        fields,
        place: { pointer: `/mapping_objects/${i}` },
      }),
    ),
  ];
  const set = assemble([{ document, records }], {
    key,
    framework: framework(key.framework, key.framework_version, undefined),
    resolve: () => resolution,
    attribution: ['Theirs'],
    report: (diagnostic) => diagnostics.push(diagnostic),
  });
  return { set, diagnostics, rules: diagnostics.map(({ rule }) => rule) };
}

const row = (fields: SourceRow) => ({
  capability_id: 'AC-02',
  attack_object_id: 'T1',
  attack_object_name: 'Name',
  mapping_type: 'protects',
  status: 'complete',
  ...fields,
});

describe('assemble', () => {
  it('keeps the fields of the publisher, and puts ours under derived', () => {
    const { set } = build([
      row({
        comments: ' a\r\nb ',
        references: [' https://e.org/a ', '', null],
        score_value: null,
        own: { x: 1 },
      }),
    ]);
    expect(set.mappings).toEqual([
      {
        capability_id: 'AC-02',
        attack_object_id: 'T1',
        attack_object_name: 'Name',
        mapping_type: 'protects',
        status: 'complete',
        comments: 'a\nb',
        references: ['https://e.org/a'],
        additional: { own: { x: 1 } },
        derived: {
          mapping_type: 'mitigates',
          references: [{ url: 'https://e.org/a' }],
          technique: { status: 'active' },
        },
      },
    ]);
    expect(set.metadata).toEqual({ organization: 'Org', additional: { own: 1 } });
    expect(set.capability_groups).toEqual([{ id: '__proto__', name: 'Odd' }]);
    expect(Object.keys(set.mappings[0] ?? {}).at(-1)).toBe('derived');
  });

  it('gives the same set whatever the order of rows and of their fields', () => {
    const rows = [
      row({}),
      row({ capability_id: 'AC-2', comments: 'b' }),
      row({ capability_id: 'AC-2', comments: 'a' }),
      row({ attack_object_id: 'T0' }),
      row({ capability_id: null }),
    ];
    const turned = rows
      .map((fields) => Object.fromEntries(Object.entries(fields).reverse()))
      .reverse();
    expect(build(turned).set).toEqual(build(rows).set);
  });

  it('counts spellings of one identity as one capability, the most frequent first', () => {
    const { set } = build([
      row({ capability_id: 'AC-2', capability_description: 'Old' }),
      row({ capability_description: 'New', capability_group: 'AC' }),
      row({ attack_object_id: 'T2', capability_description: 'New' }),
    ]);
    expect(set.capabilities).toEqual([
      {
        id: 'AC-02',
        identity: 'AC-02',
        spellings: ['AC-02', 'AC-2'],
        names: ['New', 'Old'],
        groups: ['AC'],
      },
    ]);
  });
});

describe('assemble reports, with the place of the row', () => {
  it.each<[string, SourceRow, TechniqueResolution | undefined]>([
    ['id-edge-space', { capability_id: 'AC-02 ' }, undefined],
    ['unknown-field', { own: 1 }, undefined],
    ['reference-no-address', { references: ['none'] }, undefined],
    ['reference-several-addresses', { references: ['https://e.org/a https://e.org/b'] }, undefined],
    ['reference-with-words', { references: ['See https://e.org/a'] }, undefined],
    ['score-category-unknown', { score_category: 'deter' }, undefined],
    ['score-value-unknown', { score_category: 'Protect', score_value: 'Excellent' }, undefined],
    ['technique-unknown', {}, { status: 'unknown' }],
    ['technique-other-domain', {}, { status: 'active', name: 'Name', domain: 'mobile' }],
    [
      'technique-revoked',
      {},
      {
        status: 'revoked',
        name: 'Name',
        successor: { id: 'T2', stix_id: 'attack-pattern--2', name: 'Two' },
      },
    ],
    ['technique-deprecated', {}, { status: 'deprecated', name: 'Name' }],
    ['technique-name-stale', {}, { status: 'active', name: 'Another' }],
  ])('%s', (rule, fields, resolution) => {
    const { diagnostics } = build([row({}), row(fields)].slice(resolution ? 1 : 0), resolution);
    const pointer = `/mapping_objects/${resolution ? 0 : 1}`;
    expect(diagnostics).toMatchObject([{ rule, source: document.url, place: { pointer } }]);
  });

  it('key-mismatch', () => {
    expect(build([row({})], undefined, { attack_version: '15.1' }).rules).toEqual(['key-mismatch']);
  });

  it('nothing for a clean row, nor for a name of the form "Parent: Sub"', () => {
    expect(
      build([row({ attack_object_name: 'Parent: Name', references: ['https://e.org/a'] })]).rules,
    ).toEqual([]);
  });
});
