import { describe, expect, it } from 'vitest';
import { isChanged, noChanges } from '../../src/changes/change-totals.ts';
import { compareSets } from '../../src/changes/compare-sets.ts';
import type { RowKind } from '../../src/generated/changes.ts';
import { M365, type Publication, publishedSet, scored } from '../support/published-set.ts';

const NIST = { ...M365, framework: 'nist_800_53', framework_version: 'rev5' };

function compare(old: Publication, next: Publication, moves: Record<string, string> = {}) {
  return compareSets(publishedSet(old), publishedSet(next), { movedTo: (id) => moves[id] });
}
const rows = (...list: Readonly<Record<string, unknown>>[]) => ({ rows: list });

describe('a row that both sides have', () => {
  const cases: [RowKind, Parameters<typeof scored>[2]][] = [
    ['rescored', { score_value: 'significant' }],
    ['rescored', { score_category: 'detect' }],
    ['retyped', { mapping_type: 'supports' }],
    ['comment', { comments: 'Why.' }],
    ['references', { references: ['https://example.org/'] }],
    ['other', { related_score: 'T1078' }],
    ['other', { status: 'complete' }],
    ['other', { attack_version: '14.1' }],
  ];
  it.each(cases)('is %s when it becomes %j', (kind, more) => {
    const { mappings, totals } = compare(
      rows(scored('C1', 'T1110')),
      rows(scored('C1', 'T1110', more)),
    );
    expect(mappings).toMatchObject({
      wide: [],
      added: [],
      removed: [],
      changed: [{ kinds: [kind] }],
    });
    expect(totals).toEqual({
      ...noChanges(),
      mappings: { ...noChanges().mappings, changed: 1, [kind]: 1 },
    });
  });

  it('can change in several ways at once, and is one changed row', () => {
    const { mappings, totals } = compare(
      rows(scored('C1', 'T1110')),
      rows(scored('C1', 'T1110', { score_value: 'minimal', comments: 'Why.', status: 'complete' })),
    );
    expect(mappings.changed[0]?.kinds).toEqual(['comment', 'other', 'rescored']);
    expect(totals.mappings).toMatchObject({ changed: 1, rescored: 1, comment: 1, other: 1 });
  });

  it('is the one that says most alike, not the one in the same place', () => {
    const { mappings } = compare(
      rows(
        scored('C1', 'T1110', { comments: 'a', score_value: 'minimal' }),
        scored('C1', 'T1110', { comments: 'b', score_value: 'partial' }),
      ),
      rows(
        scored('C1', 'T1110', { comments: 'a', score_value: 'significant' }),
        scored('C1', 'T1110', { comments: 'b', score_value: 'partial' }),
        scored('C1', 'T1110', { comments: 'A', score_value: 'minimal' }),
      ),
    );
    expect(mappings.changed.map(({ old, new: now }) => [old.comments, now.comments])).toEqual([
      ['a', 'a'],
    ]);
    expect(mappings.added.map(({ comments }) => comments)).toEqual(['A']);
  });

  it('keeps its type where it can, else its category, else neither', () => {
    // A comment of its own each, so that no comment pairs them.
    const of = (mapping_type: string, score_category: string) =>
      scored('C1', 'T1110', {
        ...{ mapping_type, score_category },
        comments: `${mapping_type} ${score_category}`,
      });
    const changed = (old: ReturnType<typeof of>, ...next: ReturnType<typeof of>[]) =>
      compare({ rows: [old] }, { rows: next }).mappings.changed.map(({ kinds, new: now }) => [
        ...kinds,
        now.comments,
      ]);
    expect(changed(of('b', 'protect'), of('a', 'detect'), of('b', 'respond'))).toEqual([
      ['comment', 'rescored', 'b respond'],
    ]);
    expect(changed(of('a', 'protect'), of('b', 'detect'), of('c', 'protect'))).toEqual([
      ['comment', 'retyped', 'c protect'],
    ]);
    expect(changed(of('a', 'protect'), of('b', 'detect'))).toEqual([
      ['comment', 'rescored', 'retyped', 'b detect'],
    ]);
  });

  it('is the one with the same assessment, whatever it is called', () => {
    const of = (capability_description: string, related_score: string) =>
      scored('C1', 'T1110', { capability_description, related_score });
    const { totals } = compare(
      rows(of('A', 'T8'), of('B', 'T7')),
      rows(of('C', 'T7'), of('D', 'T8')),
    );
    expect(totals.mappings).toMatchObject({ changed: 0, added: 0, removed: 0 });
  });

  it('is each of two that say the same', () => {
    const twice = [scored('C1', 'T1110'), scored('C1', 'T1110')];
    const { totals } = compare({ rows: twice }, rows(scored('C1', 'T1110')));
    expect(totals.mappings).toMatchObject({ removed: 1, changed: 0 });
  });
});

describe('a row whose technique ATT&CK moved', () => {
  const old = rows(scored('C1', 'T1086', { attack_object_name: 'PowerShell' }));
  const next = rows(
    scored('C1', 'T1059.001', {
      ...{ attack_object_name: 'Command: PowerShell', comments: 'More.', score_value: 'minimal' },
    }),
  );

  it('is moved, with what else changed', () => {
    const { moves, mappings, totals } = compare(old, next, { T1086: 'T1059.001' });
    expect(moves).toBe('told');
    expect(mappings.changed).toMatchObject([{ kinds: ['comment', 'moved', 'rescored'] }]);
    expect(mappings.wide).toEqual([]);
    expect(totals.mappings).toMatchObject({ added: 0, removed: 0, moved: 1, changed: 1 });
    expect(totals.techniques.renamed).toBe(0);
  });

  it.each([
    [['moved', 'rescored'], { score_category: 'detect' }],
    [['moved', 'retyped'], { mapping_type: 'supports' }],
    [['moved', 'rescored', 'retyped'], { score_category: 'detect', mapping_type: 'supports' }],
  ])('is one row, %j, when it becomes %j at once', (kinds, more) => {
    const both = [rows(scored('C1', 'T1086')), rows(scored('C1', 'T1059.001', more))] as const;
    const { mappings, totals } = compare(...both, { T1086: 'T1059.001' });
    expect(mappings.changed.map((row) => row.kinds)).toEqual([kinds]);
    expect(totals.mappings).toMatchObject({ added: 0, removed: 0, moved: 1, changed: 1 });
    expect(compareSets(publishedSet(both[0]), publishedSet(both[1])).moves).toBe('not_told');
  });

  it('is removed and added when ATT&CK did not move it, or was not asked', () => {
    const elsewhere = compare(old, next, { T1086: 'T1000' });
    expect(elsewhere.totals.mappings).toMatchObject({ added: 1, removed: 1, moved: 0 });
    const unasked = compareSets(publishedSet(old), publishedSet(next));
    expect(unasked.moves).toBe('not_told');
    expect(unasked.totals.mappings).toMatchObject({ added: 1, removed: 1, moved: 0 });
  });

  it('ATT&CK has nothing to say of rows that have no like on the other side', () => {
    const { moves } = compareSets(publishedSet(old), publishedSet(rows(scored('C2', 'T1110'))));
    expect(moves).toBe('none');
  });

  it('an analyst who maps to the new technique as well has not moved the row', () => {
    const both = rows(scored('C1', 'T1086'), scored('C1', 'T1059.001'));
    const { totals } = compare(rows(scored('C1', 'T1086')), both, { T1086: 'T1059.001' });
    expect(totals.mappings).toMatchObject({ added: 1, removed: 0, moved: 0 });
  });
});

describe('what changes in all rows alike is said once', () => {
  it('AC-2 that becomes AC-02 is respelled and nothing more', () => {
    const of = (id: string) => ({
      key: NIST,
      rows: ['T1', 'T2', 'T3'].map((technique) => scored(id, technique)),
    });
    const { mappings, totals, capabilities } = compare(of('AC-2'), of('AC-02'));
    expect(mappings).toEqual({
      wide: [{ kind: 'respelled', field: 'capability_id', old: 'AC-2', new: 'AC-02', rows: 3 }],
      ...{ added: [], removed: [], changed: [] },
    });
    expect(capabilities.changed.map(({ kinds }) => kinds)).toEqual([['respelled']]);
    expect(isChanged(totals)).toBe(false);
    expect(totals.respelled).toEqual({ capabilities: 1, mapping_types: 0 });
  });

  it('a VERIS id in other letters is respelled', () => {
    const key = { ...M365, framework: 'veris' };
    const of = (id: string) => ({ key, ...rows(scored(id, 'T1')) });
    const { totals } = compare(of('Action.Hacking'), of('action.hacking'));
    expect([isChanged(totals), totals.respelled.capabilities]).toEqual([false, 1]);
  });

  it('a mapping type of the same meaning is respelled, in rows and where it is declared', () => {
    const of = (id: string, name: string) => ({
      types: { [id]: { name } },
      ...rows(scored('C1', 'T1', { mapping_type: id }), scored('C1', 'T2', { mapping_type: id })),
    });
    const { mappings, totals, mapping_types } = compare(
      of('protects', 'Protects'),
      of('mitigates', 'mitigates'),
    );
    expect(mappings.wide).toEqual([
      { kind: 'respelled', field: 'mapping_type', old: 'protects', new: 'mitigates', rows: 2 },
    ]);
    expect(mapping_types.changed.map(({ kinds }) => kinds)).toEqual([['respelled']]);
    expect([isChanged(totals), totals.respelled.mapping_types]).toEqual([false, 1]);
  });

  it('a capability that is renamed and regrouped, of which one row is rescored', () => {
    const of = (name: string, group: string, value: string) =>
      rows(
        ...['T1', 'T2', 'T3'].map((technique) =>
          scored('C1', technique, {
            ...{ capability_description: name, capability_group: group },
            score_value: technique === 'T2' ? value : 'minimal',
          }),
        ),
      );
    const { mappings, totals } = compare(of('A', 'g', 'partial'), of('B', 'h', 'minimal'));
    const scope = { of: { capability_id: 'C1' }, rows: 3 };
    expect(mappings.wide).toEqual([
      { kind: 'renamed', field: 'capability_description', old: 'A', new: 'B', ...scope },
      { kind: 'regrouped', field: 'capability_group', old: 'g', new: 'h', ...scope },
    ]);
    expect(mappings.changed.map(({ kinds }) => kinds)).toEqual([['rescored']]);
    expect(totals.capabilities).toMatchObject({ renamed: 1, regrouped: 1 });
  });

  it('a technique that is renamed', () => {
    const of = (name: string) =>
      rows(...['C1', 'C2'].map((id) => scored(id, 'T1', { attack_object_name: name })));
    const { mappings, totals } = compare(of('Old'), of('New'));
    expect(mappings.wide).toEqual([
      {
        ...{ kind: 'renamed', field: 'attack_object_name', of: { attack_object_id: 'T1' } },
        ...{ old: 'Old', new: 'New', rows: 2 },
      },
    ]);
    expect(totals.techniques.renamed).toBe(1);
  });

  it('an old value that became several is told row by row', () => {
    const of = (...names: string[]) =>
      rows(...names.map((name, i) => scored('C1', `T${i}`, { capability_description: name })));
    const { mappings, totals } = compare(of('A', 'A', 'A'), of('B', 'C', 'A'));
    expect(mappings.wide).toEqual([]);
    expect(
      mappings.changed.map(({ kinds, new: now }) => [kinds, now.capability_description]),
    ).toEqual([
      [['renamed'], 'B'],
      [['renamed'], 'C'],
    ]);
    expect(totals.capabilities.renamed).toBe(1);
    expect(compare(of('A', 'A'), of('B', 'C')).mappings).toMatchObject({
      wide: [],
      changed: [{ kinds: ['renamed'] }, { kinds: ['renamed'] }],
    });
  });

  it('another type is a decision on each row, until it is that of very many', () => {
    const of = (count: number, type: string) =>
      rows(
        ...Array.from({ length: count }, (_, i) => scored('C1', `T${i}`, { mapping_type: type })),
      );
    const few = compare(of(9, 'supports'), of(9, 'mitigates'));
    expect([few.mappings.wide.length, few.mappings.changed.length]).toEqual([0, 9]);
    const many = compare(of(10, 'supports'), of(10, 'mitigates'));
    expect([many.mappings.wide.length, many.mappings.changed.length]).toEqual([1, 0]);
    expect([few.totals.mappings.retyped, many.totals.mappings.retyped]).toEqual([9, 10]);
  });
});

it('capabilities, groups, types and metadata that came and went are told', () => {
  const { capabilities, capability_groups, mapping_types, metadata, totals } = compare(
    {
      ...rows(scored('C1', 'T1')),
      groups: { g: 'Group', h: 'Gone' },
      types: { technique_score: { name: 'Scores' }, old: {} },
      metadata: { author: 'A', contact: 'c' },
    },
    {
      ...rows(scored('C2', 'T1')),
      groups: { g: 'The group' },
      types: { technique_score: { name: 'Scores', description: 'More.' } },
      metadata: { author: 'B', organization: 'o' },
    },
  );
  expect([capabilities.added, capabilities.removed].map(([entry]) => entry?.identity)).toEqual([
    'C2',
    'C1',
  ]);
  expect(capability_groups).toMatchObject({
    removed: [{ id: 'h' }],
    changed: [{ kinds: ['renamed'] }],
  });
  expect(mapping_types).toMatchObject({
    removed: [{ id: 'old' }],
    changed: [{ kinds: ['described'] }],
  });
  expect(metadata).toEqual([
    { field: 'author', old: 'A', new: 'B' },
    { field: 'contact', old: 'c' },
    { field: 'organization', new: 'o' },
  ]);
  expect(totals).toMatchObject({
    capabilities: { added: 1, removed: 1 },
    capability_groups: { added: 0, removed: 1, changed: 1 },
    mapping_types: { added: 0, removed: 1, changed: 1 },
    metadata: 3,
  });
});

it('what is ours is passed over', () => {
  const set = publishedSet(rows(scored('C1', 'T1', { comments: 'License: E5' })));
  const other = {
    ...set,
    attribution: ['x'],
    sources: [],
    mappings: set.mappings.map((row) => ({ ...row, derived: {} })),
  };
  expect(isChanged(compareSets(set, other).totals)).toBe(false);
});

it('many rows that say the same are no burden', () => {
  const same = (count: number, value: string) =>
    rows(...Array.from({ length: count }, () => scored('C1', 'T1', { score_value: value })));
  const { totals } = compare(same(30_000, 'partial'), same(30_001, 'minimal'));
  expect(totals.mappings).toMatchObject({ added: 1, rescored: 30_000 });
});
