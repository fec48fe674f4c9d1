import { describe, expect, it } from 'vitest';
import { yamlSettings } from '../../src/formats/yaml-settings.ts';

const read = (text: string) => yamlSettings(text, 's.yaml', { validate: () => [], whole: 'all' });
const members = (count: number) => Array.from({ length: count }, (_, i) => `k${i}: 1`).join('\n');

describe('settings in YAML', () => {
  it('are read with their places', () => {
    const { value, at } = read('a:\n  b: [1, 2]\n');
    expect(value).toEqual({ a: { b: [1, 2] } });
    expect(at('/a/b/1')).toBe('s.yaml:2:10');
  });

  it('of many members are read', () => {
    expect(Object.keys(read(members(5000)).value as object)).toHaveLength(5000);
  });

  it.each([
    ['lists in lists', '['.repeat(50_000), /1:65: expected settings of at most 64 levels/],
    ['items of items', '- '.repeat(50_000), /at most 64 levels/],
    ['members of members', '{a: '.repeat(30_000), /at most 64 levels/],
    ['very many members', members(50_000), /at most 131072 characters, found \d+: check/],
    ['a billion laughs', laughs(), /alias/],
  ])('that are %s are refused', (_, text, message) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'config', message: expect.stringMatching(message) }),
    );
  });

  it('with more mistakes than anybody reads are refused in fifty lines and one', () => {
    const lines = (work: () => unknown) => {
      try {
        work();
      } catch (error) {
        return String((error as Error).message).split('\n');
      }
      return [];
    };
    const found = lines(() => read('a: 1\n'.repeat(1000)));
    expect(found).toHaveLength(51);
    expect(found.at(-1)).toBe('  … and 949 more');
    const finding = { pointer: '', member: undefined, message: 'no' };
    const validate = () => Array(60).fill(finding);
    const told = lines(() => yamlSettings('a: 1', 's.yaml', { validate, whole: 'all' }));
    expect(told.at(-1)).toBe('  … and 10 more');
  });
});

/** Ten words to the power of nine, were they ever written out. */
function laughs(): string {
  const lines = Array.from({ length: 9 }, (_, i) => {
    const items = Array(10).fill(i === 0 ? 'ha' : `*l${i - 1}`);
    return `l${i}: &l${i} [${items.join(', ')}]`;
  });
  return lines.join('\n');
}
