import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/formats/read-yaml.ts';

const read = (text: string | Uint8Array) =>
  readYaml(Buffer.from(text), 'https://example.org/c.yaml');

describe('readYaml', () => {
  it('gives values with line and column', () => {
    const node = read('a: text\nb:\n  - 1\n  - c: >-\n      folded\n      text\n');
    expect(node.member('a').text()).toBe('text');
    expect(node.member('a').place).toEqual({ line: 1, column: 4 });
    const [one, two] = node.member('b').list();
    expect(one?.content).toBe(1);
    expect(two?.member('c').text()).toBe('folded text');
    expect(two?.member('c').place).toEqual({ line: 4, column: 8 });
  });

  it.each([
    ['1', 1],
    ['-1.5', -1.5],
    ['10.10', '10.10'],
    ['1.0', '1.0'],
    ['0x1f', '0x1f'],
    ['1e3', '1e3'],
    ['12345678901234567890', '12345678901234567890'],
    ['.inf', '.inf'],
    ['"1"', '1'],
    ['true', true],
  ])('takes %s for %j', (written, content) => {
    expect(read(`a: ${written}`).member('a').content).toBe(content);
  });

  it('takes nothing for nothing, and names such as __proto__ for data', () => {
    const node = read('__proto__: x\nempty:\n1: number\n');
    expect([...node.members().keys()]).toEqual(['__proto__', 'empty', '1']);
    expect(node.optional('empty')).toBeUndefined();
    expect(node.optional('toString')).toBeUndefined();
  });

  it('says where a value is not what it should be', () => {
    expect(() => read('a:\n  b: [1, 2]\n').member('a').member('b').text()).toThrow(
      expect.objectContaining({
        code: 'schema',
        message: expect.stringMatching(/expected text, found a list of 2 at line 2, column 6/),
      }),
    );
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', ' \n', /found an empty document/],
    ['a web page', '<html></html>', /found a web page/],
    ['bytes of no text', Buffer.from([0xff, 0xfe]), /no UTF-8/],
    ['a mistake', 'a: 1\nb: [1,\n', /mistake \(.*\) at line 3, column 1/],
    ['two documents', 'a: 1\n---\nb: 2\n', /another at line 2/],
    ['a member that stands twice', 'a: 1\nb: 2\na: 3\n', /"a" a second time at line 3, column 1/],
    ['a member without a name', '[1]: 2\n', /another key at line 1/],
    ['an alias', 'a: &x 1\nb: *x\n', /an alias at line 2, column 4/],
    ['more than half a megabyte', `a: ${'x'.repeat(2 ** 19)}`, /524291 bytes: at most 524288/],
  ])('refuses %s', (_, text, message) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'parse', message: expect.stringMatching(message) }),
    );
  });

  // Each is much longer than a reader in quadratic time, or one that recurses, could stand.
  it.each([
    ['lists in lists', '['.repeat(100_000)],
    ['closed lists in lists', '['.repeat(50_000) + ']'.repeat(50_000)],
    ['items of items', '- '.repeat(50_000)],
    ['members of members', '{a: '.repeat(50_000)],
    ['keys of keys', '? '.repeat(50_000)],
    ['indents', Array.from({ length: 800 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['a thousand laughs', laughs(10)],
    ['ten thousand aliases', `a: &a x\nb: [${'*a, '.repeat(10_000)}]`],
    ['anchors', '&a '.repeat(50_000)],
    ['tags', '!a '.repeat(50_000)],
    ['mistakes', '- !<'.repeat(50_000)],
    ['quotes', '"'.repeat(100_000)],
    ['doubled members', 'a: 1\n'.repeat(50_000)],
  ])('refuses %s, in bounded time', (_, text) => {
    expect(() => read(text)).toThrow(
      // Not for its size alone.
      expect.objectContaining({ code: 'parse', message: expect.not.stringContaining('bytes') }),
    );
  });

  it('reads many members', () => {
    const text = Array.from({ length: 30_000 }, (_, i) => `k${i}: ${i}`).join('\n');
    expect(read(text).members().size).toBe(30_000);
  });
});

/** Ten to the power of `levels` words, were they ever written out. */
function laughs(levels: number): string {
  const lines = Array.from({ length: levels }, (_, i) => {
    const aliases = Array.from({ length: 10 }, () => (i === 0 ? 'ha' : `*l${i - 1}`));
    return `l${i}: &l${i} [${aliases.join(', ')}]`;
  });
  return lines.join('\n');
}
