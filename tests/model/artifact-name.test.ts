import { describe, expect, it } from 'vitest';
import { artifactName } from '../../src/model/artifact-name.ts';

describe('artifactName', () => {
  it('is the stem for a whole set', () => {
    expect(artifactName({}, 'mappings', 'csv')).toBe('mappings.csv');
  });

  it.each([
    ['category=detect', 'category-detect'],
    ['value=partial,significant', 'value-partial-significant'],
    ['group=../../etc/passwd', 'group-etc-passwd'],
    ['license=E3 & "E5"', 'license-e3-e5'],
  ])('says the filter %s', (filter, words) => {
    expect(artifactName({ filter }, 'layer', 'json')).toMatch(
      new RegExp(`^layer\\.where-${words}-[0-9a-f]{8}\\.json$`),
    );
  });

  it('stays short and safe whatever the filter, and tells filters apart', () => {
    const filters = ['=', '\u0000', '日本', 'x'.repeat(10_000), 'X'.repeat(10_000), 'a=b', 'a-b'];
    const names = filters.map((filter) => artifactName({ filter }, 'layer', 'json'));
    for (const name of names) expect(name).toMatch(/^layer\.where-[a-z0-9-]{8,70}\.json$/);
    expect(new Set(names).size).toBe(filters.length);
  });
});
