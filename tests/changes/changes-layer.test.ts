import { describe, expect, it } from 'vitest';
import { changesLayer } from '../../src/changes/changes-layer.ts';
import type { AttackIndex } from '../../src/contracts.ts';
import { revoked, view } from '../migration/made-up-attack.ts';
import { checkLayer } from '../support/layer-rules.ts';
import { brightness } from '../support/loose-layer.ts';
import { M365, type Publication, publishedSet, scored } from '../support/published-set.ts';
import { leastDistance } from '../support/seen-colours.ts';
import { technique } from '../support/technique.ts';

const NEWER = { ...M365, framework_version: '07.18.2025', attack_version: '16.1' };
const attack = view('16.1', [
  technique('T1059', 'Interpreter'),
  technique('T1059.001', 'PowerShell', { parent: 'T1059' }),
  revoked('T1086', 'T1059.001'),
  technique('T1078', 'Valid Accounts'),
  technique('T1110', 'Brute Force'),
  technique('T1175', 'COM', { deprecated: true }),
  technique('T1621', 'MFA Requests'),
]);
const movedTo = (id: string) => (id === 'T1086' ? 'T1059.001' : undefined);

function layerOf(
  old: Publication,
  next: Publication,
  index: AttackIndex | undefined = attack.index,
) {
  const layer = changesLayer(publishedSet(old), publishedSet({ key: NEWER, ...next }), {
    ...(index ? { index } : {}),
    movedTo,
    generator: 'attack-mappings 0.0.0',
  });
  const labels = new Map(layer.legendItems?.map(({ label, color }) => [color, label]));
  const states = Object.fromEntries(
    layer.techniques.map(({ techniqueID, color }) => [techniqueID, labels.get(color ?? '')]),
  );
  const facts = new Map(
    layer.metadata?.map((fact) => ('name' in fact ? [fact.name, fact.value] : ['', ''])),
  );
  return { layer, states, facts };
}
const OLD = {
  rows: [
    scored('C1', 'T1078'),
    scored('C1', 'T1110'),
    scored('C2', 'T1110'),
    scored('C1', 'T1621', { score_value: 'minimal' }),
    scored('C1', 'T1086'),
  ],
};
const NEW = {
  rows: [
    scored('C1', 'T1110'),
    scored('C1', 'T1621', { score_value: 'significant' }),
    scored('C1', 'T1059.001'),
    scored('C3', 'T1059.001'),
    scored('C3', 'T1059'),
  ],
};

describe('the layer of changes', () => {
  it('shows where more and less is mapped; what ATT&CK moved counts for its successor', () => {
    const { layer, states } = layerOf(OLD, NEW);
    expect(states).toEqual({
      T1059: 'newly mapped',
      'T1059.001': 'mapped more',
      T1078: 'no longer mapped',
      T1110: 'mapped less',
      T1621: 'mapped more',
    });
    expect(layer.techniques.map(({ techniqueID, comment }) => [techniqueID, comment])).toEqual([
      ['T1059', 'Newly mapped. 1 capability more: C3. Sum of score values: 0 before, 2 now'],
      ['T1059.001', 'Mapped more. 1 capability more: C3. Sum of score values: 2 before, 4 now'],
      ['T1078', 'No longer mapped. 1 capability less: C1. Sum of score values: 2 before, 0 now'],
      ['T1110', 'Mapped less. 1 capability less: C2. Sum of score values: 4 before, 2 now'],
      ['T1621', 'Mapped more. Sum of score values: 1 before, 3 now'],
    ]);
    expect(layer.techniques[0]?.showSubtechniques).toBe(true);
  });

  it('keeps every rule of layers', () => {
    expect(checkLayer(layerOf(OLD, NEW).layer, attack.index)).toEqual([]);
    const subTechnique = { rows: [scored('C1', 'T1059.001')] };
    expect(checkLayer(layerOf({}, subTechnique).layer, attack.index)).toEqual([]);
    const ids = Array.from({ length: 300 }, (_, i) => `A-long-capability-id-${i}`);
    const many = { rows: ids.map((id) => scored(id, 'T1110')) };
    expect(checkLayer(layerOf(many, {}).layer, attack.index)).toEqual([]);
  });

  it('leaves out what the domain does not show, and says so', () => {
    const rows = ['T1175', 'T1086', 'T9999', '__proto__'].map((id) => scored('C1', id));
    const { layer, facts } = layerOf({}, { rows });
    expect(layer.techniques.map(({ techniqueID }) => techniqueID)).toEqual(['T1059', 'T1059.001']);
    expect(facts.get('changed, and not shown in this domain')).toBe('T1175; T9999; __proto__');
    const blind = changesLayer(publishedSet({}), publishedSet({ rows }), { generator: 'x' });
    expect(blind.techniques.map(({ techniqueID }) => techniqueID)).toEqual([
      'T1086',
      'T1175',
      'T9999',
    ]);
  });

  it('passes over rows that say that nothing can be mapped', () => {
    const rows = [
      { attack_object_id: 'T1110', mapping_type: 'non_mappable' },
      scored('C1', 'T1078'),
    ];
    expect(layerOf({}, { rows }).states).toEqual({ T1078: 'newly mapped' });
  });

  it('has a name of its own for each pair, that can name a sheet', () => {
    const names = ['enterprise', 'mobile'].map((domain) =>
      changesLayer(publishedSet({}), publishedSet({ key: { ...NEWER, domain } }), {
        generator: 'x',
      }),
    );
    expect(new Set(names.map(({ name }) => name)).size).toBe(2);
    expect(names[0]?.name).toMatch(/^M365 14.1>16.1 ent~[0-9a-f]{6} chg$/);
  });

  it('has colours that are told apart by everyone, and leave the words on them readable', () => {
    const colors = (layerOf(OLD, NEW).layer.legendItems ?? []).map(({ color }) => color);
    expect(leastDistance(colors)).toBeGreaterThan(10);
    expect(Math.min(...colors.map(brightness))).toBeGreaterThan(110);
  });
});

it.each([
  [{ domain: 'mars' }, /expected one of the domains enterprise, mobile, ics .*, found "mars"/],
  [{ attack_version: 'unknown' }, /expected an ATT&CK version as 16\.1 .*, found "unknown"/],
  [{ attack_version: '../../x' }, /expected an ATT&CK version as 16\.1 .*, found "\.\.\/\.\.\/x"/],
])('no layer is made of a set with %j', (more, words) => {
  const key = { ...NEWER, ...more };
  const make = () =>
    changesLayer(publishedSet({ ...OLD, key }), publishedSet({ ...NEW, key }), { generator: 'g' });
  expect(make).toThrow(words);
  expect(make).toThrow(expect.objectContaining({ code: 'export' }));
});
