import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappingSet } from '../../src/parsers/mapping-set.ts';
import { capabilityIdVariants } from '../../src/rules/capability-id-variants.ts';
import { capabilityInTwoGroups } from '../../src/rules/capability-in-two-groups.ts';
import { capabilitySeveralNames } from '../../src/rules/capability-several-names.ts';
import { checkBundle, checkLayer, checkSet } from '../../src/rules/check.ts';
import { checkedSet } from '../../src/rules/checked-set.ts';
import { conflictingScores } from '../../src/rules/conflicting-scores.ts';
import { idEdgeSpace } from '../../src/rules/id-edge-space.ts';
import { rules } from '../../src/rules/index.ts';
import type { CheckedSet, Rule } from '../../src/rules/rule.ts';
import { ROWS, variedSet } from '../support/varied-set.ts';
import { checked, documentOf } from './checked-document.ts';

const placesOf = (set: CheckedSet, of: readonly Rule[] = rules) =>
  checkSet(set, of).map(({ rule, place }) => `${rule} ${place.pointer}`);

/** A canonical set as rules look at it, without ATT&CK. */
function canonical(): CheckedSet {
  const { set, framework } = variedSet();
  const whole = { ...set, capability_groups: [{ id: 'unused', name: 'Unused' }] };
  const body = Buffer.from(JSON.stringify(whole));
  const records = [...mappingSet({ url: 's.json', mediaType: '', sha256: '', body })];
  return checkedSet({ key: set.key, framework, file: 's.json', records });
}

describe('the findings of a set', () => {
  it('are the same whatever the order of the rules', () => {
    const set = canonical();
    expect(placesOf(set, [...rules].reverse()).sort()).toEqual(placesOf(set).sort());
  });

  it('say the same in rows of another order, also where as many rows say one thing as another', () => {
    const other = {
      ...{ capability_description: 'MFA', capability_group: 'b' },
      ...{ score_category: 'PROTECT', score_value: 'minimal' },
    };
    const rows = [
      {},
      other,
      { capability_id: 'eid-mfa-e3' },
      { capability_id: 'eid-mfa-e3', own: 1 },
    ];
    const words = (order: typeof rows) =>
      checkSet(checked(documentOf({ rows: order })), rules)
        .map(({ place: _, related: __, edits: ___, ...said }) => JSON.stringify(said))
        .sort();
    const whole = words(rows);
    for (const rule of [
      conflictingScores,
      capabilityIdVariants,
      capabilityInTwoGroups,
      capabilitySeveralNames,
    ])
      expect(whole.join()).toContain(rule.name);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (order) => {
        expect(words(order)).toEqual(whole);
      }),
    );
  });

  it('name the place that a duplicate repeats, once for every repeat', () => {
    const found = checkSet(checked(documentOf({ rows: [{}, {}, {}] })), rules);
    expect(found.map(({ place, related }) => [place.pointer, related])).toEqual([
      ['/mapping_objects/1', [{ pointer: '/mapping_objects/0' }]],
      ['/mapping_objects/2', [{ pointer: '/mapping_objects/0' }]],
    ]);
  });

  it('hold no row twice that a migration made of two techniques', () => {
    const [first, ...others] = canonical().rows;
    if (first === undefined) throw new Error('no row');
    const from = (id: string): typeof first => ({
      ...first,
      mapping: {
        ...first.mapping,
        derived: { migrated_from: [{ id, version: '9.0', reason: 'revoked' }] },
      },
    });
    const twice = { ...canonical(), rows: [from('T1'), from('T2'), from('T1'), ...others] };
    const found = checkSet(twice, rules).filter(({ rule }) => rule === 'duplicate-row');
    expect(found).toHaveLength(1);
  });
});

describe('a name that is stale', () => {
  const fixOf = (id: string, name: string) =>
    checkSet(
      checked(documentOf({ rows: [{ attack_object_id: id, attack_object_name: name }] })),
      rules,
    ).map(({ rule, edits }) => [rule, edits?.[0]?.values[0]]);

  it.each([
    ['T1568.001', 'Dynamic Resolution: Fast Flux DSN', 'Dynamic Resolution: Fast Flux DNS'],
    ['T1568.001', 'garbage: Fast Flux DNS', 'Dynamic Resolution: Fast Flux DNS'],
    ['T1568.001', 'Fast Flux DSN', 'Fast Flux DNS'],
    ['T1110', 'Zzz: Brute Force', 'Brute Force'],
  ])('%s %s becomes %s', (id, name, fixed) => {
    expect(fixOf(id, name)).toEqual([['technique-name-stale', fixed]]);
  });

  it('and that of another technique is not touched, for it may be what was meant', () => {
    const [finding, ...others] = checkSet(
      checked(documentOf({ rows: [{ attack_object_name: 'Phishing: Spearphishing Link' }] })),
      rules,
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'technique-name-of-another', severity: 'warning' });
    expect(finding?.suggestion).toContain('T1566.002');
    expect(finding?.suggestion).not.toContain('T1598.003');
    expect(finding?.edits).toBeUndefined();
  });
});

describe('an id with space at its edge', () => {
  it('is not fixed in rows alone when it is declared so', () => {
    const document = documentOf({
      rows: [{ capability_group: 'g ', mapping_type: 'm ', capability_id: 'c ' }],
      metadata: {
        capability_groups: { 'g ': 'G' },
        mapping_types: { 'm ': { name: 'M' }, c: {} },
      },
    });
    const found = checkSet(checked(document), [idEdgeSpace]);
    const isFixed = new Map(found.map(({ place, edits }) => [place.pointer, edits !== undefined]));
    expect(isFixed).toEqual(
      new Map([
        ['/metadata/capability_groups/g ', false],
        ['/metadata/mapping_types/m ', false],
        ['/mapping_objects/0/capability_group', false],
        ['/mapping_objects/0/capability_id', true],
        ['/mapping_objects/0/mapping_type', false],
      ]),
    );
    expect(found).toHaveLength(isFixed.size);
  });
});

describe('a canonical set', () => {
  it('is checked by what it says of its own techniques', () => {
    const places = placesOf(canonical());
    const indexOf = (id: string) => ROWS.findIndex((row) => row.attack_object_id === id);
    for (const [rule, id] of [
      ['technique-revoked', 'T1053.001'],
      ['technique-deprecated', 'T1175'],
      ['technique-other-domain', 'T1521.003'],
      ['technique-unknown', 't1078'],
    ] as const)
      expect(places).toContain(`${rule} /mappings/${indexOf(id)}/attack_object_id`);
    expect(places.filter((place) => place.startsWith('technique-name-stale'))).toHaveLength(1);
  });

  it('has its groups beside its metadata, and unknown fields under additional', () => {
    const places = placesOf(canonical());
    const last = ROWS.length - 1;
    expect(places).toContain('group-unused /capability_groups/0');
    expect(places).toContain(`unknown-field /mappings/${last}/additional/author`);
    expect(places).toContain(`unknown-field /mappings/${last}/additional/__proto__`);
  });
});

describe('rules of layers and bundles', () => {
  const rule: Rule = {
    name: 'odd-one',
    title: '',
    description: '',
    severity: 'info',
    example: { bad: '', good: '' },
    layer: (_, say) => say({ place: { pointer: '/techniques/9' }, message: 'a' }),
    bundle: (_, say) => say({ place: { pointer: '/objects/0' }, message: 'c' }),
  };

  it('report with their name, severity and file', () => {
    const about = { severity: 'info', rule: 'odd-one' };
    expect(checkLayer({ file: 'l.json', layer: {} }, [rule])).toEqual([
      { ...about, source: 'l.json', place: { pointer: '/techniques/9' }, message: 'a' },
    ]);
    expect(checkBundle({ file: 'b.json', bundle: {}, objects: [] }, [rule])).toEqual([
      { ...about, source: 'b.json', place: { pointer: '/objects/0' }, message: 'c' },
    ]);
  });
});
