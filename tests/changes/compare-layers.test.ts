import { describe, expect, it } from 'vitest';
import { changeReport, hasChanges } from '../../src/changes/change-report.ts';
import { compareLayers } from '../../src/changes/compare-layers.ts';
import { validator } from '../../src/formats/json-schema.ts';
import { validate as isChangeReport } from '../../src/generated/changes.validate.ts';
import { readLayer } from '../../src/layers/read-layer.ts';

type Entry = Readonly<Record<string, unknown>>;
const layer = (techniques: readonly Entry[], more: Entry = {}) =>
  readLayer(
    {
      name: 'Layer',
      domain: 'enterprise-attack',
      versions: { attack: '16', layer: '4.5', navigator: '5.1.0' },
      techniques,
      ...more,
    },
    'layer.json',
  );
const compare = (old: Entry, next: Entry) =>
  compareLayers(
    layer([{ techniqueID: 'T1110', ...old }]),
    layer([{ techniqueID: 'T1110', ...next }]),
  );

describe('an entry of a layer', () => {
  it.each([
    ['raised', { score: 1 }, { score: 2 }],
    ['raised', {}, { score: 0 }],
    ['lowered', { score: 2 }, { score: 1 }],
    ['lowered', { score: 0 }, {}],
    ['recoloured', { color: '#ff0000' }, { color: '#00ff00' }],
    ['comment', {}, { comment: 'Why.' }],
    ['metadata', {}, { metadata: [{ name: 'a', value: 'b' }] }],
    ['metadata', {}, { links: [{ label: 'a', url: 'https://example.org' }] }],
    ['enabled', {}, { enabled: false }],
    ['other', {}, { showSubtechniques: true }],
  ] as const)('is %s from %j to %j', (kind, old, next) => {
    const { techniques, totals } = compare(old, next);
    expect(techniques.changed.map(({ kinds }) => kinds)).toEqual([[kind]]);
    expect(totals).toMatchObject({ added: 0, removed: 0, changed: 1, [kind]: 1, members: 0 });
  });

  it('that is switched on in words is no other', () => {
    expect(compare({}, { enabled: true }).techniques.changed).toEqual([]);
  });

  it('is told by technique and tactic, wherever it stands; of two the last one counts', () => {
    const initial = { techniqueID: 'T1078', tactic: 'initial-access', score: 1 };
    const general = { techniqueID: 'T1078', score: 1 };
    const { techniques } = compareLayers(
      layer([general, initial]),
      layer([{ ...initial, score: 9 }, { techniqueID: 'T1110' }, { ...initial, score: 2 }]),
    );
    expect(techniques).toMatchObject({
      added: [{ techniqueID: 'T1110' }],
      removed: [general],
      changed: [{ kinds: ['raised'], new: { score: 2 } }],
    });
  });
});

it('members of the layer itself are compared, in the terms of one format', () => {
  const old = layer([{ techniqueID: 'T1110' }], {
    version: '4.0',
    versions: undefined,
    sorting: 0,
  });
  const next = layer([{ techniqueID: 'T1110' }], { name: 'Other', sorting: 3, description: 'd' });
  const changes = compareLayers(old, next);
  expect(changes.members).toEqual([
    { field: 'description', new: 'd' },
    { field: 'name', old: 'Layer', new: 'Other' },
    { field: 'sorting', old: 0, new: 3 },
    { field: 'versions', old: { navigator: '5.1.0', layer: '4.5' }, new: next.frame.versions },
  ]);
  const report = changeReport({ old: 'a', new: 'b', layers: [changes] });
  expect(hasChanges(report)).toBe(true);
  expect(validator(isChangeReport)(report)).toEqual([]);
});

describe('members that no format knows', () => {
  it('are compared, of the layer and inside it, whatever they are called', () => {
    const of = (value: string) =>
      layer([], {
        mine: { a: value },
        layout: { layout: 'flat', more: 1 },
        ...JSON.parse(`{"__proto__": ["${value}"]}`),
      });
    const { members, totals } = compareLayers(of('x'), of('y'));
    expect(members).toEqual([
      { field: '__proto__', old: ['x'], new: ['y'] },
      { field: 'mine', old: { a: 'x' }, new: { a: 'y' } },
    ]);
    expect(totals.members).toBe(2);
    expect(compareLayers(layer([]), of('x')).members.map(({ field }) => field)).toEqual([
      '__proto__',
      'layout',
      'layout/more',
      'mine',
    ]);
  });

  it('are compared of entries, wherever these stand, and be the layer in a list', () => {
    const one = (team: string) => ({ techniqueID: 'T1110', team, metadata: [] });
    const other = { techniqueID: 'T1078', team: 'x' };
    const listed = readLayer(
      [{ name: 'Layer', domain: 'enterprise-attack', techniques: [other, one('b')] }],
      'layer.json',
    );
    const changes = compareLayers(layer([one('a'), other]), listed);
    expect(changes.techniques.changed).toMatchObject([
      { kinds: ['other'], old: { additional: { team: 'a' } }, new: { additional: { team: 'b' } } },
    ]);
    expect(changes.members.map(({ field }) => field)).toEqual(['versions']);
    const report = changeReport({ old: 'a', new: 'b', layers: [changes] });
    expect(validator(isChangeReport)(report)).toEqual([]);
  });
});

it('a layer does not differ from itself', () => {
  const one = () =>
    layer([{ techniqueID: 'T1110', score: 1, metadata: [{ name: 'a', value: 'b' }] }]);
  const report = changeReport({ old: 'a', new: 'b', layers: [compareLayers(one(), one())] });
  expect(hasChanges(report)).toBe(false);
  expect(report.layers).toEqual([]);
});
