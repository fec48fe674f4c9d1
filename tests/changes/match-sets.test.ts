import { describe, expect, it } from 'vitest';
import { changeReport, hasChanges } from '../../src/changes/change-report.ts';
import { compareSets } from '../../src/changes/compare-sets.ts';
import { matchSets } from '../../src/changes/match-sets.ts';
import type { MappingSet, SetKey } from '../../src/generated/mapping-set.ts';
import { M365, publishedSet, scored } from '../support/published-set.ts';

const set = (more: Partial<SetKey> = {}, isAligned = false): MappingSet =>
  publishedSet({
    key: { ...M365, ...more },
    rows: [scored('C1', 'T1')],
    ...(isAligned ? { migrations: [] } : {}),
  });
const name = ({ key, migrations }: MappingSet) =>
  `${migrations ? 'aligned ' : ''}${key.framework} ${key.framework_version} ${key.attack_version} ${key.domain}`;
const match = (olds: MappingSet[], news: MappingSet[]) => {
  const { pairs, added, removed } = matchSets(olds, news);
  return {
    pairs: pairs.map(([old, next]) => `${name(old)} → ${name(next)}`),
    added: added.map(name),
    removed: removed.map(name),
  };
};
const newer = { framework_version: '07.18.2025', attack_version: '16.1' };
const aws = { framework: 'aws', framework_version: '09.21.2021', attack_version: '9.0' };

describe('sets of two sides', () => {
  it('belong together when they have the same key, in whatever order they come', () => {
    const expected = {
      pairs: [
        'aws 09.21.2021 9.0 enterprise → aws 09.21.2021 9.0 enterprise',
        'm365 12.11.2023 14.1 enterprise → m365 12.11.2023 14.1 enterprise',
      ],
      ...{ added: [], removed: [] },
    };
    expect(match([set(), set(aws)], [set(aws), set()])).toEqual(expected);
    expect(match([set(aws), set()], [set(aws), set()])).toEqual(expected);
  });

  it('a new release is compared with the newest one before it, which may still be there', () => {
    const { pairs, added, removed } = match([set(), set(aws)], [set(), set(newer), set(aws)]);
    expect(pairs).toContain('m365 12.11.2023 14.1 enterprise → m365 07.18.2025 16.1 enterprise');
    expect(pairs).toHaveLength(3);
    expect([added, removed]).toEqual([[], []]);
  });

  it('a new release in the place of the one before it is compared with it', () => {
    expect(match([set(), set(aws)], [set(newer), set(aws)])).toMatchObject({
      pairs: [
        expect.any(String),
        'm365 12.11.2023 14.1 enterprise → m365 07.18.2025 16.1 enterprise',
      ],
      ...{ added: [], removed: [] },
    });
  });

  it('a set that is no newest release, or of a domain or edition that was not there, is added', () => {
    const nist = (edition: string) => ({ framework: 'nist_800_53', framework_version: edition });
    expect(
      match(
        [set(newer), set(nist('rev4'))],
        [set(newer), set(), set(nist('rev4')), set(nist('rev5')), set({ domain: 'mobile' })],
      ).added,
    ).toEqual([
      'm365 12.11.2023 14.1 enterprise',
      'm365 12.11.2023 14.1 mobile',
      'nist_800_53 rev5 14.1 enterprise',
    ]);
  });

  it('a set that is gone is removed', () => {
    expect(match([set(), set(aws)], [set(), set({ domain: 'ics' })]).removed).toEqual([
      'aws 09.21.2021 9.0 enterprise',
    ]);
  });

  it('one on each side are compared whatever their keys', () => {
    expect(match([set()], [set(aws)]).pairs).toEqual([
      'm365 12.11.2023 14.1 enterprise → aws 09.21.2021 9.0 enterprise',
    ]);
  });

  it('a set that a migration made is not taken for a release', () => {
    const carried = { ...M365, attack_version: '18.1' };
    expect(match([set(), set(carried, true)], [set(newer), set(carried, true)])).toEqual({
      pairs: [
        'm365 12.11.2023 14.1 enterprise → m365 07.18.2025 16.1 enterprise',
        'aligned m365 12.11.2023 18.1 enterprise → aligned m365 12.11.2023 18.1 enterprise',
      ],
      ...{ added: [], removed: [] },
    });
  });
});

describe('the report', () => {
  const other = publishedSet({ rows: [scored('C1', 'T1'), scored('C1', 'T2')] });

  it('sums, orders, and leaves out what is equal', () => {
    const sets = [compareSets(set(), other), compareSets(set(aws), set(aws))];
    const report = changeReport({ old: 'a', new: 'b', sets, setsAdded: [set(newer), set(aws)] });
    expect(report.totals).toMatchObject({
      sets: { compared: 2, changed: 1, added: 2, removed: 0 },
      changes: { mappings: { added: 1 } },
    });
    expect(report.sets.map(({ new_key }) => new_key.framework)).toEqual(['m365']);
    expect(report.sets_added.map(({ key }) => key.framework)).toEqual(['aws', 'm365']);
    expect(report.sets_added[0]).toMatchObject({ capabilities: 1, mappings: 1, aligned: false });
  });

  it('says whether anything changed: another spelling is listed and is no change', () => {
    const nist = { ...M365, framework: 'nist_800_53', framework_version: 'rev5' };
    const of = (id: string) => publishedSet({ key: nist, rows: [scored(id, 'T1')] });
    const respelled = changeReport({
      ...{ old: 'a', new: 'b' },
      sets: [compareSets(of('AC-2'), of('AC-02'))],
    });
    expect([hasChanges(respelled), respelled.sets.length]).toEqual([false, 1]);
    const parts = [
      { sets: [compareSets(set(), other)] },
      { setsAdded: [set()] },
      { setsRemoved: [set()] },
      { layersAdded: ['x'] },
      { layersRemoved: ['x'] },
    ];
    for (const part of parts) {
      expect(hasChanges(changeReport({ old: 'a', new: 'b', ...part }))).toBe(true);
    }
    expect(hasChanges(changeReport({ old: 'a', new: 'b' }))).toBe(false);
  });
});
