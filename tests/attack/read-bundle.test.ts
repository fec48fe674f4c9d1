import { describe, expect, it } from 'vitest';
import { attackView, techniqueResolver } from '../../src/attack/attack-view.ts';
import { fromCompact, toCompact } from '../../src/attack/compact.ts';
import { readBundle } from '../../src/attack/read-bundle.ts';
import type { AttackIndex } from '../../src/contracts.ts';
import { fateReader } from '../../src/migration/technique-fate.ts';

const release = { version: '16.1', url: 'https://example.org/b.json', sha256: 'a'.repeat(64) };

const pattern = (id: string, more: object = {}) => ({
  type: 'attack-pattern',
  id: `attack-pattern--${id}`,
  name: `Name of ${id}`,
  external_references: [
    { source_name: 'other', external_id: 'X' },
    { source_name: 'mitre-attack', external_id: id },
  ],
  kill_chain_phases: [{ phase_name: 'persistence' }],
  x_mitre_platforms: ['Linux'],
  ...more,
});
const revokedBy = (from: string, to: string) => ({
  type: 'relationship',
  relationship_type: 'revoked-by',
  source_ref: `attack-pattern--${from}`,
  target_ref: `attack-pattern--${to}`,
});

const view = (objects: unknown[], others: AttackIndex[] = []) =>
  attackView(readBundle(objects, 'enterprise', release), others, async () => []);

describe('readBundle', () => {
  const objects = [
    pattern('T1001'),
    pattern('T1001.002', { x_mitre_is_subtechnique: true }),
    pattern('T1002', { revoked: true }),
    pattern('T1003', { x_mitre_deprecated: true }),
    pattern('T1400', {
      external_references: [{ source_name: 'mitre-mobile-attack', external_id: 'T1400' }],
    }),
    pattern('none', { external_references: undefined }),
    revokedBy('T1002', 'T1001'),
    revokedBy('T1002', 'missing'),
    { type: 'relationship', relationship_type: 'uses', source_ref: 'a', target_ref: 'b' },
    {
      type: 'x-mitre-tactic',
      id: 'x-mitre-tactic--2',
      x_mitre_shortname: 'persistence',
      name: 'Persistence',
      external_references: [{ source_name: 'mitre-attack', external_id: 'TA0003' }],
    },
    {
      type: 'x-mitre-tactic',
      id: 'x-mitre-tactic--1',
      x_mitre_shortname: 'execution',
      name: 'Execution',
      external_references: [{ source_name: 'mitre-attack', external_id: 'TA0002' }],
    },
    { type: 'x-mitre-matrix', tactic_refs: ['x-mitre-tactic--1', 'x-mitre-tactic--2'] },
    null,
    7,
  ];

  it('keeps what an index needs, leniently, with tactics in matrix order', () => {
    const index = readBundle(objects, 'enterprise', release);
    expect([...index.techniques.keys()]).toEqual(['T1001', 'T1001.002', 'T1002', 'T1003', 'T1400']);
    expect(index.techniques.get('T1001.002')).toEqual({
      id: 'T1001.002',
      stix_id: 'attack-pattern--T1001.002',
      name: 'Name of T1001.002',
      tactics: ['persistence'],
      platforms: ['Linux'],
      parent: 'T1001',
    });
    expect(index.techniques.get('T1002')).toMatchObject({ revoked: true, revoked_by: ['T1001'] });
    expect(index.techniques.get('T1003')).toMatchObject({ deprecated: true });
    expect(index.tactics.map(({ id }) => id)).toEqual(['TA0002', 'TA0003']);
  });

  it('prefers the living object where a revoked one has the same id', () => {
    const twice = [
      pattern('T1001', { id: 'attack-pattern--old', revoked: true }),
      pattern('T1001'),
    ];
    for (const order of [twice, [...twice].reverse()]) {
      expect(
        readBundle(order, 'enterprise', release).techniques.get('T1001')?.revoked,
      ).toBeUndefined();
    }
  });

  it('refuses a bundle without techniques', () => {
    expect(() => readBundle([], 'enterprise', release)).toThrow(/expected ATT&CK techniques/);
  });

  it('comes back whole from the compact form, and only from that', () => {
    const index = readBundle(objects, 'enterprise', release);
    expect(fromCompact(toCompact(index), release)).toEqual(index);
    expect(fromCompact('{"version":0}', release)).toBeUndefined();
    expect(fromCompact('{', release)).toBeUndefined();
  });
});

describe('techniqueResolver', () => {
  const chain = [
    pattern('T1', { revoked: true }),
    pattern('T2', { revoked: true }),
    pattern('T3'),
    revokedBy('T1', 'T2'),
    revokedBy('T2', 'T3'),
  ];

  it('follows revoked-by to its end', () => {
    expect(techniqueResolver(view(chain))('T1')).toEqual({
      status: 'revoked',
      stix_id: 'attack-pattern--T1',
      name: 'Name of T1',
      successor: { id: 'T3', stix_id: 'attack-pattern--T3', name: 'Name of T3' },
    });
  });

  it('ends on a cycle and on a successor that is not there', () => {
    const cycle = [
      pattern('T1', { revoked: true }),
      pattern('T2', { revoked: true }),
      revokedBy('T1', 'T2'),
      revokedBy('T2', 'T1'),
    ];
    expect(techniqueResolver(view(cycle))('T1')).toEqual({
      status: 'revoked',
      stix_id: 'attack-pattern--T1',
      name: 'Name of T1',
    });
    const lost = [pattern('T1', { revoked: true }), pattern('T3')];
    expect(techniqueResolver(view(lost))('T1')).not.toHaveProperty('successor');
  });

  it('looks into the other domains, and says which one knows the id', () => {
    const mobile = readBundle([pattern('T1521.003')], 'mobile', release);
    const resolve = techniqueResolver(view([pattern('T1')], [mobile]));
    expect(resolve('T1521.003')).toMatchObject({ status: 'active', domain: 'mobile' });
    expect(resolve('T1')).not.toHaveProperty('domain');
    expect(resolve('T9999')).toEqual({ status: 'unknown' });
    expect(resolve('__proto__')).toEqual({ status: 'unknown' });
  });
});

describe('two objects with one ATT&CK id', () => {
  const object = (id: string, stixId: string, more: object = {}) => ({
    ...pattern(id, more),
    id: `attack-pattern--${stixId}`,
  });
  const old = object('T1001', 'a', { revoked: true });
  const living = object('T1001', 'b');

  it('the living one counts, whatever their order; the other one is kept aside', () => {
    for (const objects of [
      [old, living],
      [living, old],
    ]) {
      const { techniques, shadowed } = readBundle(objects, 'enterprise', release);
      expect(techniques.get('T1001')).toMatchObject({ stix_id: 'attack-pattern--b' });
      expect(shadowed).toMatchObject([{ stix_id: 'attack-pattern--a', revoked: true }]);
    }
    const twins = [object('T1001', 'd'), object('T1001', 'c')];
    for (const objects of [twins, twins.toReversed()]) {
      const { techniques } = readBundle(objects, 'enterprise', release);
      expect(techniques.get('T1001')).toMatchObject({ stix_id: 'attack-pattern--c' });
    }
  });

  it('a migration follows the object, and not the id that another one has now', () => {
    const before = view([object('T1001', 'a')]);
    const after = view([
      old,
      living,
      object('T1002', 'successor'),
      {
        type: 'relationship',
        relationship_type: 'revoked-by',
        source_ref: 'attack-pattern--a',
        target_ref: 'attack-pattern--successor',
      },
    ]);
    expect(fateReader(before, after)('T1001')).toMatchObject({
      kind: 'revoked',
      technique: { id: 'T1002' },
    });
  });
});
