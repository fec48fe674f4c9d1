import { describe, expect, it } from 'vitest';
import { type LayerKind, layerName } from '../../../src/exporters/navigator/layer-name.ts';
import { sameSheetNames } from '../../support/layer-rules.ts';
import { makeSet } from '../../support/make-set.ts';
import { migratedSet } from '../../support/migrated-set.ts';

const KINDS: readonly LayerKind[] = ['overview', 'coverage', 'protect', 'detect', 'respond'];

function setOf(
  framework: string,
  framework_version: string,
  attack_version = '16.1',
  domain = 'enterprise',
  filter?: string,
) {
  const key = { framework, framework_version, attack_version, domain };
  return makeSet([], { key, ...(filter === undefined ? {} : { filter }) }).set;
}

describe('layerName', () => {
  it.each([
    ['m365', '12.11.2023', '14.1', 'enterprise', 'M365 12.11.2023 A14.1 ent prot'],
    ['azure', '04.26.2025', '16.1', 'enterprise', 'Azure 04.26.2025 A16.1 ent prot'],
    ['nist_800_53', 'rev5', '16.1', 'enterprise', 'NIST 800-53 rev5 A16.1 ent prot'],
    ['intel-vpro', '02.10.2025', '15.1', 'enterprise', 'IntelvPro 250210 A15.1 ent prot'],
    ['veris', '1.3.7', '12.1', 'ics', 'VERIS 1.3.7 A12.1 ics prot'],
    ['kev', '02.13.2025', '15.1', 'mobile', 'KEV 02.13.2025 A15.1 mob prot'],
  ])('%s %s on %s %s', (framework, version, attack, domain, name) => {
    const set = setOf(framework, version, attack, domain);
    expect(layerName(set, 'protect')).toBe(name);
    expect(layerName(set, 'overview')).toBe(name.slice(0, -5));
  });

  it('tells all layers of all sets apart, as Excel sees them', () => {
    const long = 'a framework whose name goes on and on';
    const sets = [
      setOf('m365', '12.11.2023', '14.1'),
      setOf('m365', '07.18.2025'),
      setOf('m365', '07.18.2025', '16.0'),
      setOf('m365', '07.18.2025', '16.1', 'mobile'),
      setOf('m365', '07.18.2025', '16.1', 'enterprise', 'category=detect'),
      setOf('m365', '07.18.2025', '16.1', 'enterprise', 'category=protect'),
      setOf(long, '1'),
      setOf(long, '2'),
      setOf(long, '1', '17.1'),
      setOf(`${long}!`, '1'),
      setOf('a/b', '1'),
      setOf('a:b', '1'),
      setOf('x'.repeat(10_000), '1', '16.1'.repeat(100)),
      setOf('nist_800_53', 'rev4'),
      setOf('nist_800_53', 'rev5'),
    ];
    const names = sets.flatMap((set) => KINDS.map((kind) => layerName(set, kind)));
    expect(sameSheetNames(names)).toEqual([]);
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).not.toMatch(/[[\]:*?/\\'\n]/);
    }
  });

  it.each([
    ['m365', '07.18.2025', 'M365 250718 14.1>16.1 ent prot'],
    ['azure', '04.26.2025', 'Azure 250426 14.1>16.1 ent prot'],
    ['veris', '1.3.7', 'VERIS 1.3.7 14.1>16.1 ent prot'],
  ])('of a migrated set has both versions: %s %s', (framework, version, name) => {
    expect(layerName(migratedSet(setOf(framework, version), [], {}, '14.1'), 'protect')).toBe(name);
  });

  it('of a migrated set tells it from all others', () => {
    const names = ['nist_800_53', 'veris', 'a framework whose name goes on'].flatMap(
      (framework) => {
        const sets = ['16.1', '16.0'].map((attack) => setOf(framework, 'rev5', attack));
        const carried = sets.flatMap((set) =>
          ['9.0', '14.1', 'x'.repeat(99), 'y'.repeat(99)].map((v) => migratedSet(set, [], {}, v)),
        );
        return [...sets, ...carried].flatMap((set) => KINDS.map((kind) => layerName(set, kind)));
      },
    );
    expect(names).toHaveLength(3 * 10 * KINDS.length);
    expect(sameSheetNames(names)).toEqual([]);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(31);
  });

  it('gives the same set the same name', () => {
    const name = () => layerName(setOf('x'.repeat(99), '1'), 'detect');
    expect(name()).toBe(name());
  });
});
