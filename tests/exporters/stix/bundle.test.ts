import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineJson } from '../../../src/formats/json-text.ts';
import { capabilitiesIn } from '../../support/stix-rules/extension.ts';
import { ofType } from '../../support/stix-rules/types.ts';
import { checkBuild } from '../../support/stix-rules.ts';
import {
  attackObjects,
  attackRef,
  build,
  key,
  M365,
  NIST5,
  objectsOf,
  row,
  SAMPLES,
  scored,
  setOf,
} from './sets.ts';

const samples = Object.entries(SAMPLES);

test.each(samples)('%s: the text is what the JSON module writes of the whole', async (_, set) => {
  const [built] = await build([set]);
  const { type, id, objects } = built?.bundle ?? {};
  expect(built?.text).toBe([...lineJson({ type, id, objects })].join(''));
});

test.each(samples)('%s: rows in another order give the same bytes', async (_, set) => {
  const [expected] = await build([set]);
  const shuffled = fc.shuffledSubarray(set.set.mappings, { minLength: set.set.mappings.length });
  await fc.assert(
    fc.asyncProperty(shuffled, async (mappings) => {
      const [built] = await build([{ ...set, set: { ...set.set, mappings } }]);
      expect(built?.text).toBe(expected?.text);
    }),
    { numRuns: 20 },
  );
});

test('large bundles come in chunks, and whole', async () => {
  const comments = 'x'.repeat(500);
  const rows = Array.from({ length: 500 }, (_, i) =>
    scored('protect', 'partial', { attack_object_id: `T${2000 + i}`, comments }),
  );
  const [built] = await build([setOf(rows)]);
  expect(ofType(built?.bundle.objects ?? [], 'relationship')).toHaveLength(500);
});

test('a filter enters the name and the ids of what it cuts, not those of capabilities', async () => {
  const rows = [scored('detect', 'partial')];
  const [whole] = await build([setOf(rows)]);
  const [cut] = await build([setOf(rows, M365, { filter: 'category=detect' })]);
  expect(whole?.path).toMatch(/\/enterprise\/stix-bundle\.json$/);
  expect(cut?.path).toMatch(/\/enterprise\/stix-bundle\.where-category-detect-[0-9a-f]{8}\.json$/);
  const ids = (objects: Parameters<typeof ofType>[0], ...types: string[]) =>
    ofType(objects, ...types).map(({ id }) => id);
  const [a, b] = [whole?.bundle.objects ?? [], cut?.bundle.objects ?? []];
  expect(ids(a, 'course-of-action')).toEqual(ids(b, 'course-of-action'));
  for (const type of ['relationship', 'report']) expect(ids(a, type)).not.toEqual(ids(b, type));
});

test('all releases: the ATT&CK version enters every key, and names stay', async () => {
  const mapped = (name: string) =>
    row({
      capability_id: 'AC-2',
      capability_description: name,
      mapping_type: 'mitigates',
      attack_object_id: 'T1003',
    });
  const built = await build(
    [
      setOf([mapped('Accounts')], NIST5),
      setOf([mapped('Account Management')], { ...NIST5, attack_version: '16.1' }),
    ],
    { releases: 'all' },
  );
  expect(checkBuild(built.map(({ bundle }) => bundle))).toEqual([]);
  const [old, now] = built.map(({ bundle }) =>
    bundle.objects.filter(({ type }) => !/definition|identity/.test(String(type))),
  );
  expect(old?.filter(({ id }) => now?.some((object) => object.id === id))).toEqual([]);
  expect(capabilitiesIn(old ?? [])[0]?.name).toBe('NIST 800-53 rev5 AC-02 Accounts');
});

test('all releases: two dated releases on one ATT&CK version do not clash', async () => {
  const built = await build(
    [
      setOf([scored('protect', 'partial')], key('m365', '12.11.2023', '16.1')),
      setOf([scored('protect', 'minimal')], key('m365', '07.18.2025', '16.1')),
    ],
    { releases: 'all' },
  );
  expect(checkBuild(built.map(({ bundle }) => bundle))).toEqual([]);
});

test.each(samples)('a realm enters the keys of all content: %s', async (_, set) => {
  const contentOf = async (options: Readonly<Record<string, unknown>>) => {
    const objects = await objectsOf(set, options);
    return objects.filter(({ type }) => !/definition|identity/.test(String(type)));
  };
  for (const options of [{}, { releases: 'all' }]) {
    const real = await contentOf(options);
    const ids = new Set(real.map(({ id }) => id));
    for (const realm of ['a', 'sample-2']) {
      const content = await contentOf({ ...options, realm });
      expect(content).toHaveLength(real.length);
      for (const { id } of content) {
        expect(ids).not.toContain(id);
        ids.add(id);
      }
    }
  }
});

test('the option detect writes detects', async () => {
  const [found] = ofType(
    await objectsOf(setOf([scored('detect', 'partial')]), { detect: 'detects' }),
    'relationship',
  );
  expect(found).toMatchObject({ relationship_type: 'detects', labels: ['detect:partial'] });
});

test('ATT&CK objects are included unchanged, once, when asked for', async () => {
  const set = setOf([
    scored('protect', 'partial'),
    row({ attack_object_id: 'T1591', status: 'non_mappable' }),
  ]);
  const known = attackObjects(['T1621', 'T1591']);
  const asked: string[] = [];
  const objects = async (ids: ReadonlySet<string>) => {
    asked.push(...ids);
    return [...known, ...known];
  };
  const [built] = await build([{ ...set, attack: { ...set.attack, objects } }], {
    attackObjects: 'full',
  });
  expect(asked.sort()).toEqual([attackRef('T1591'), attackRef('T1621')]);
  const patterns = ofType(built?.bundle.objects ?? [], 'attack-pattern');
  expect(patterns.map((p) => JSON.stringify(p)).sort()).toEqual(
    known.map((p) => JSON.stringify(p)).sort(),
  );
  expect(ofType(await objectsOf(set), 'attack-pattern')).toEqual([]);
});
