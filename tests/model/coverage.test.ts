import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Technique } from '../../src/contracts.ts';
import type { Mapping, MappingSet } from '../../src/generated/mapping-set.ts';
import { coverageOf } from '../../src/model/coverage.ts';
import { makeSet } from '../support/make-set.ts';
import { migratedSet } from '../support/migrated-set.ts';
import { ROWS, row, variedSet } from '../support/varied-set.ts';

function technique(id: string, more: Partial<Technique> = {}): Technique {
  const [parent] = id.split('.');
  return {
    id,
    stix_id: `attack-pattern--${id}`,
    name: id,
    tactics: [],
    platforms: [],
    ...(parent === id || parent === undefined ? {} : { parent }),
    ...more,
  };
}

const mapped = (id: string, capability_id = 'C-1') => row({ capability_id, attack_object_id: id });
const none = (id: string) => row({ status: 'non_mappable', attack_object_id: id });

/** States by technique, and the summary. */
function coverage(rows: Mapping[], techniques: Technique[], notAssessed?: string[]) {
  const { set, attack } = makeSet(rows, {}, techniques);
  const whole = notAssessed ? migratedSet(set, notAssessed) : set;
  const { techniques: covered, summary } = coverageOf(whole, attack.index);
  return { summary, states: Object.fromEntries(covered.map((c) => [c.technique.id, c.state])) };
}

describe('the state of a technique', () => {
  const four = ['T1001', 'T1002', 'T1003', 'T1004'].map((id) => technique(id));

  it('is mapped, non-mappable, not assessed or not mapped', () => {
    const { states, summary } = coverage([mapped('T1001'), none('T1002')], four, ['T1003']);
    expect(states).toEqual({
      T1001: 'mapped',
      T1002: 'non_mappable',
      T1003: 'not_assessed',
      T1004: 'not_mapped',
    });
    const counts = { mapped: 1, non_mappable: 1, not_assessed: 1, not_mapped: 1, total: 4 };
    expect(summary).toEqual({ attack_version: '14.1', techniques: counts, rolled_up: counts });
  });

  it('is the first of these that holds, and what is mapped and non-mappable is told', () => {
    const rows = [none('T1001'), mapped('T1001'), none('T1002'), mapped('T1003')];
    const { states, summary } = coverage(rows, four, ['T1001', 'T1002', 'T1003', 'T1004']);
    expect(Object.values(states)).toEqual(['mapped', 'non_mappable', 'mapped', 'not_assessed']);
    expect(summary.mapped_and_non_mappable).toEqual(['T1001']);
  });

  it.each([
    ['a status of non_mappable', { status: 'non_mappable', capability_id: 'C-1' }, 'not_mapped'],
    ['a type of non_mappable', { mapping_type: 'non_mappable' }, 'non_mappable'],
    ['a type of non_mappable', { mapping_type: 'non_mappable', capability_id: 'C' }, 'not_mapped'],
    ['no capability', { status: 'complete' }, 'not_mapped'],
    ['a capability', { capability_id: 'C-1' }, 'mapped'],
  ])('of a row with %s: %o', (_, fields, state) => {
    const rows = [row({ ...fields, attack_object_id: 'T1001' })];
    expect(coverage(rows, four).states).toMatchObject({ T1001: state, T1002: 'not_mapped' });
  });

  it('is that of the last migration when there were several', () => {
    const { set, attack } = makeSet([], {}, four);
    const twice = migratedSet(migratedSet(set, ['T1001']), ['T1002']);
    const { techniques } = coverageOf(twice, attack.index);
    expect(techniques.map(({ state }) => state)).toEqual([
      'not_mapped',
      'not_assessed',
      'not_mapped',
      'not_mapped',
    ]);
  });

  it('leaves out revoked and deprecated techniques, and follows the revoked', () => {
    const techniques = [
      technique('T1001', { revoked: true, revoked_by: ['T1002'] }),
      technique('T1002'),
      technique('T1003', { revoked: true, revoked_by: ['T1004'] }),
      technique('T1004'),
      technique('T1005', { deprecated: true }),
    ];
    const follow = (rows: Mapping, id: string): Mapping => ({
      ...rows,
      derived: {
        technique: {
          status: 'revoked',
          successor: { id, stix_id: `attack-pattern--${id}`, name: id },
        },
      },
    });
    const rows = [
      follow(mapped('T1001'), 'T1002'),
      follow(none('T1003'), 'T1004'),
      mapped('T1005'),
    ];
    const { states, summary } = coverage(rows, techniques);
    expect(states).toEqual({ T1002: 'mapped', T1004: 'non_mappable' });
    expect(summary.techniques.total).toBe(2);
  });
});

describe('a technique with its sub-techniques', () => {
  const parent = technique('T1001');
  const subs = ['T1001.001', 'T1001.002'].map((id) => technique(id));

  it.each([
    ['a mapped sub-technique', [mapped('T1001.002'), none('T1001')], [], 'mapped'],
    ['a non-mappable sub-technique', [none('T1001.001')], ['T1001'], 'non_mappable'],
    ['a new sub-technique', [], ['T1001.001', 'T1001.002'], 'not_mapped'],
    ['an old sub-technique', [], ['T1001', 'T1001.001'], 'not_mapped'],
    ['nothing but new ones', [], ['T1001', 'T1001.001', 'T1001.002'], 'not_assessed'],
  ])('has the best state of all: %s', (_, rows, notAssessed, state) => {
    const { summary } = coverage(rows, [...subs, parent], notAssessed);
    expect(summary.techniques.total).toBe(3);
    expect(summary.rolled_up).toMatchObject({ [state]: 1, total: 1 });
  });

  it('counts no sub-technique whose technique is gone', () => {
    const gone = technique('T1001', { deprecated: true });
    expect(coverage([], [gone, ...subs]).summary.rolled_up.total).toBe(0);
  });
});

describe('coverageOf', () => {
  it('tells what a state is from', () => {
    const { set, attack } = variedSet();
    const { techniques, leftOut } = coverageOf(set, attack.index);
    const of = new Map(techniques.map((covered) => [covered.technique.id, covered]));
    expect(of.get('T1621')?.mapped?.capabilities).toEqual(['EID-MFA-E3', 'EID-PIM-E5']);
    expect(of.get('T1053.002')?.mapped?.merged).toEqual(['T1053.001']);
    expect(of.get('T1078')?.nonMappable).toHaveLength(1);
    expect(leftOut.map(({ id }) => id)).toEqual(['T1175', 'T1521.003', 'T1527', 't1078']);
  });

  it('is of the release that is asked for', () => {
    const { set, attack } = makeSet([mapped('T1001')], {}, [technique('T1001')]);
    const other = makeSet([], {}, [technique('T1001'), technique('T1002')]).attack.index;
    expect(coverageOf(set, attack.index).summary.techniques.total).toBe(1);
    expect(coverageOf(set, other).summary.techniques.total).toBe(2);
    expect(coverageOf(set, attack.index).summary.techniques.total).toBe(1);
  });

  it('is the same in any order of rows and techniques, and its states add up', () => {
    const ids = ['T1001', 'T1001.001', 'T1001.002', 'T1002', 'T1003'];
    const id = fc.constantFrom(...ids);
    const any = fc.record({
      mapped: fc.array(id),
      none: fc.array(id),
      notAssessed: fc.array(id),
    });
    fc.assert(
      fc.property(any, ({ mapped: m, none: n, notAssessed }) => {
        const rows = [...m.map((one) => mapped(one)), ...n.map(none)];
        const techniques = ids.map((one) => technique(one));
        const one = coverage(rows, techniques, notAssessed);
        const other = coverage([...rows].reverse(), [...techniques].reverse(), notAssessed);
        expect(other).toEqual(one);
        expect(Object.keys(other.states)).toEqual(ids);
        for (const { total, ...states } of [one.summary.techniques, one.summary.rolled_up])
          expect(Object.values(states).reduce((a, b) => a + b)).toBe(total);
        const { rolled_up, techniques: each } = one.summary;
        expect([each.total, rolled_up.total]).toEqual([5, 3]);
      }),
    );
  });

  it('has the rows of a filtered set alone', () => {
    const whole = variedSet();
    const cut: MappingSet = {
      ...whole.set,
      filter: 'category=respond',
      mappings: ROWS.filter(({ score_category }) => score_category === 'respond'),
    };
    expect(coverageOf(cut, whole.attack.index).summary.techniques).toMatchObject({
      mapped: 1,
      non_mappable: 0,
    });
  });
});
