import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/model/nearest.ts';
import { pathGlob } from '../../src/model/only.ts';
import { rowFilter } from '../../src/model/where.ts';
import { makeSet } from '../support/make-set.ts';

const { set } = makeSet([
  {
    capability_id: 'A',
    capability_group: 'entra-id',
    attack_object_id: 'T1',
    mapping_type: 'technique_score',
    score_category: 'protect',
    score_value: 'partial',
    derived: {
      mapping_type: 'technique_scores',
      license_requirements: [{ statement: 'Microsoft 365 E3', licenses: ['Microsoft 365 E3'] }],
    },
  },
  {
    capability_id: 'B',
    capability_group: 'eop',
    attack_object_id: 'T1',
    score_category: 'detect',
    score_value: 'significant',
    derived: {
      license_requirements: [{ statement: 'Microsoft E365', licenses: ['Microsoft E365'] }],
    },
  },
  { capability_id: 'C', status: 'non_mappable', derived: {} },
]);
const ids = (...where: string[]) =>
  rowFilter(where)
    .apply(set)
    .mappings.map(({ capability_id }) => capability_id);

describe('rowFilter', () => {
  it.each([
    [['category=detect'], ['B']],
    [['category=detect,protect'], ['A', 'B']],
    [['value=partial,significant', 'group=entra-id'], ['A']],
    [['type=technique_scores'], ['A']],
    [['type=technique_score'], ['A']],
    [['license=E3'], ['A']],
    [['license=e3'], ['A']],
    [['license=E5'], []],
    [['technique=t1', 'capability=B'], ['B']],
    [['status=non_mappable'], ['C']],
  ])('%j', (where, expected) => {
    expect(ids(...where)).toEqual(expected);
  });

  it('says what it left, and has one name for one filter', () => {
    const filtered = rowFilter(['category=protect']).apply(set);
    expect(filtered.filter).toBe('category=protect');
    expect(filtered.capabilities.map(({ id }) => id)).toEqual(['A']);
    expect(set.filter).toBeUndefined();
    expect(rowFilter(['value=b, a', 'category=x']).expression).toBe(
      rowFilter([' category = x', 'value=a,b']).expression,
    );
  });

  it.each(['', 'category', 'category=', '=x', 'constructor=x', 'categry=x'])(
    'refuses %j',
    (text) => {
      expect(() => rowFilter([text])).toThrow(/--where takes FIELD=VALUE/);
    },
  );
});

it.each([
  ['m365', 'm365/attack-16.1/m365-1/enterprise', true],
  ['m365/**', 'm365/attack-16.1/m365-1/enterprise', true],
  ['**/mobile', 'kev/attack-15.1/kev-1/mobile', true],
  ['*/attack-16.?/**', 'kev/attack-16.1/kev-1/mobile', true],
  ['*/attack-16.1', 'kev/attack-16.10/kev-1/mobile', false],
  ['m36', 'm365/attack-16.1/m365-1/enterprise', false],
  ['*', 'm365/attack-16.1/m365-1/enterprise', true],
  ['m.65/**', 'm365/attack-16.1/m365-1/enterprise', false],
])('the glob %s and %s', (glob, path, takes) => {
  expect(pathGlob(glob)(path)).toBe(takes);
});

/** What a glob was before it was bounded. */
function globAsRegex(glob: string): RegExp {
  const pattern = glob
    .replace(/\/+$/, '')
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => {
      if (part.startsWith('**')) return part.endsWith('/') ? '(?:[^/]+/)*' : '[^]*';
      if (part === '*') return '[^/]*';
      return part === '?' ? '[^/]' : part.replace(/[.+^$]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${pattern}(?:/[^]*)?$`);
}

it('a glob takes what its regular expression takes', () => {
  const text = (characters: string) =>
    fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 });
  fc.assert(
    fc.property(text('ab/**?.'), text('aab//.\n'), (glob, path) => {
      expect(pathGlob(glob)(path)).toBe(globAsRegex(glob).test(path));
    }),
    { numRuns: 20_000 },
  );
});

it.each([
  ['*a'.repeat(40), `${'a'.repeat(4_000)}b`],
  ['**a'.repeat(40), `${'a'.repeat(4_000)}b`],
  [`${'**/'.repeat(40)}b`, 'a/'.repeat(2_000)],
])('a glob of many stars ends: %s', (glob, path) => {
  expect(pathGlob(glob)(path)).toBe(false);
});

it('nearest finds what was meant, and nothing far away', () => {
  expect(nearest('mapings-explorer', ['sample', 'mappings-explorer'])).toBe('mappings-explorer');
  expect(nearest('navigatr', ['json', 'navigator'])).toBe('navigator');
  expect(nearest('something else', ['sample'])).toBeUndefined();
  expect(nearest('x'.repeat(100_000), ['sample'])).toBeUndefined();
});
