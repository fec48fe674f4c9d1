import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../src/generated/mapping-set.ts';
import type { Diagnostic } from '../../src/generated/run-report.ts';
import { technique } from '../support/technique.ts';
import { entry, migrate, revoked, row, view } from './made-up-attack.ts';

const OLD = view('16.1', [technique('T1001'), technique('T1002'), technique('T1003')]);
const NEW = view('18.1', [technique('T1001'), revoked('T1002', 'T1001'), technique('T1003')]);

const scored = (id: string, score_value: string, more: Partial<Mapping> = {}) =>
  row(id, { score_category: 'protect', score_value, ...more });

describe('rows of several techniques that became rows of one', () => {
  const rows = [scored('T1001', 'minimal'), scored('T1002', 'partial'), scored('T1003', 'partial')];

  it('are all kept, each marked with the other techniques, and no score is picked', () => {
    const { set, review } = migrate(entry(rows, OLD), NEW);
    expect(
      set.mappings.map(({ attack_object_id, score_value, derived }) => [
        attack_object_id,
        score_value,
        derived.collides_with,
      ]),
    ).toEqual([
      ['T1001', 'minimal', ['T1002']],
      ['T1001', 'partial', ['T1001']],
      ['T1003', 'partial', undefined],
    ]);
    const [{ collisions, counts } = expect.fail()] = set.migrations ?? [];
    expect(collisions).toEqual([
      {
        capability_id: 'C1',
        attack_object_id: 'T1001',
        mapping_type: 'technique_scores',
        score_category: 'protect',
        from: ['T1001', 'T1002'],
        score_values: ['minimal', 'partial'],
        rows: 2,
      },
    ]);
    expect(counts.collisions).toBe(2);
    expect(
      review.map(({ reason, attack_object_id, message }) => [reason, attack_object_id, message]),
    ).toEqual([
      [
        'collision',
        'T1001',
        '2 rows of T1001, T1002 are now rows of T1001 for C1, with the scores minimal and partial',
      ],
      ['collision', 'T1002', expect.stringContaining('minimal and partial')],
    ]);
  });

  it('are reported, one finding a technique', () => {
    const found: Diagnostic[] = [];
    const more = rows.map((entry) => ({ ...entry, capability_id: 'C2', score_value: 'partial' }));
    migrate(entry([...rows, ...more], OLD), NEW, { report: (d) => found.push(d) });
    expect(found.filter(({ rule }) => rule === 'migration-collision')).toMatchObject([
      {
        severity: 'warning',
        message:
          'T1001, T1002 are now T1001: 4 rows of 2 capabilities collide, one with differing scores',
      },
    ]);
  });

  it('are told in few words, whatever the rows hold', () => {
    const found: Diagnostic[] = [];
    const ids = Array.from({ length: 100 }, (_, i) => `T${2000 + i}`);
    const capability_id = `C\u001b${'x'.repeat(10_000)}`;
    const from = view('16.1', [...ids.map((id) => technique(id)), technique('T1001')]);
    const to = view('18.1', [...ids.map((id) => revoked(id, 'T1001')), technique('T1001')]);
    const many = ids.map((id) => scored(id, `${id}${'y'.repeat(10_000)}`, { capability_id }));
    const { review } = migrate(entry(many, from), to, { report: (d) => found.push(d) });
    const finding = found.find(({ rule }) => rule === 'migration-collision');
    for (const message of [review[0]?.message, finding?.message]) {
      expect(message).toContain('T2019, and 80 more');
      expect(message).not.toContain('\u001b');
      expect(message?.length).toBeLessThan(3000);
    }
  });

  it.each<[string, Partial<Mapping>]>([
    ['another capability', { capability_id: 'C2' }],
    ['another category', { score_category: 'detect' }],
    ['another mapping type', { derived: { mapping_type: 'mitigates' } }],
  ])('do not collide with rows of %s', (_, more) => {
    const apart = [scored('T1001', 'minimal'), scored('T1002', 'minimal', more)];
    const { set, review } = migrate(entry(apart, OLD), NEW);
    expect(set.migrations?.[0]).not.toHaveProperty('collisions');
    expect(set.mappings.some((row) => row.derived.collides_with)).toBe(false);
    expect(review).toEqual([]);
  });

  it('do not collide when they were rows of one technique before', () => {
    const { set } = migrate(
      entry([scored('T1002', 'minimal'), scored('T1002', 'partial')], OLD),
      NEW,
    );
    expect(set.migrations?.[0]?.counts.collisions).toBe(0);
  });

  it('do not collide when they speak of no capability', () => {
    const rows = ['T1001', 'T1002'].map((id): Mapping => {
      const { capability_id: _, ...without } = row(id, { status: 'non_mappable' });
      return without;
    });
    const { set } = migrate(entry(rows, OLD), NEW);
    expect(set.migrations?.[0]?.counts).toMatchObject({ out: 2, collisions: 0 });
  });

  it('do not say that scores differ where they do not', () => {
    const { set } = migrate(
      entry([scored('T1001', 'minimal'), scored('T1002', 'minimal')], OLD),
      NEW,
    );
    expect(set.migrations?.[0]?.collisions?.[0]).not.toHaveProperty('score_values');
  });

  it('stay marked when the set is migrated again', () => {
    const last = view('19.0', [technique('T1003'), revoked('T1001', 'T1003')]);
    const { set } = migrate({ set: migrate(entry(rows, OLD), NEW).set, attack: NEW }, last);
    expect(
      set.mappings.map(({ score_value, derived }) => [score_value, derived.collides_with]),
    ).toEqual([
      ['minimal', ['T1002', 'T1003']],
      ['partial', ['T1001', 'T1003']],
      ['partial', ['T1001']],
    ]);
  });
});
