import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../src/generated/mapping-set.ts';
import type { Diagnostic } from '../../src/generated/run-report.ts';
import { type AssembleContext, assemble } from '../../src/model/assemble.ts';
import { framework } from '../../src/model/frameworks.ts';
import type { ParsedRecord, SourceRow } from '../../src/records.ts';

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
  header: Partial<typeof key> = {},
  checkRow: NonNullable<AssembleContext['checkRow']> = () => {},
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
    resolve: () => ({ status: 'active', name: 'Name' }),
    attribution: ['Theirs'],
    report: (diagnostic) => diagnostics.push(diagnostic),
    checkRow,
  });
  return { set, rules: diagnostics.map(({ rule }) => rule) };
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

describe('assemble reports', () => {
  it('a document that says another key than its path', () => {
    expect(build([row({})], { attack_version: '15.1' }).rules).toEqual(['key-mismatch']);
  });

  it('nothing else: each row is shown to who looks at rows, resolved, with its document', () => {
    const shown: [string, unknown, Mapping][] = [];
    const { set, rules } = build([row({ own: 1 })], {}, (...seen) => shown.push(seen));
    expect(rules).toEqual([]);
    expect(shown).toEqual([
      [
        document.url,
        expect.objectContaining({ place: { pointer: '/mapping_objects/0' } }),
        set.mappings[0],
      ],
    ]);
    expect(shown[0]?.[2].derived.technique).toEqual({ status: 'active' });
  });
});
