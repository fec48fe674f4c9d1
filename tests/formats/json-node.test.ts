import { describe, expect, it } from 'vitest';
import { readJsonNode } from '../../src/formats/json-node.ts';

const read = (text: string) => readJsonNode(Buffer.from(text), 'https://example.org/d.json');

describe('readJsonNode', () => {
  it('gives values with their JSON pointers', () => {
    const node = read('{"a/b":{"~":[1,{"c":"x"}]},"__proto__":null}');
    const value = node.member('a/b').member('~').list()[1]?.member('c');
    expect(value?.text()).toBe('x');
    expect(value?.place).toEqual({ pointer: '/a~1b/~0/1/c' });
    expect([...node.members().keys()]).toEqual(['a/b', '__proto__']);
    expect(node.optional('__proto__')).toBeUndefined();
    expect(node.optional('absent')).toBeUndefined();
  });

  it.each([
    [
      '"x"',
      (node: ReturnType<typeof read>) => node.list(),
      /expected a list, found "x" at the top/,
    ],
    ['[]', (node: ReturnType<typeof read>) => node.members(), /an object, found an empty list/],
    [
      '{}',
      (node: ReturnType<typeof read>) => node.member('a'),
      /member "a", found an empty object/,
    ],
    ['{"b":1}', (node: ReturnType<typeof read>) => node.member('a'), /found an object with b at/],
    [
      '{"b":true}',
      (node: ReturnType<typeof read>) => node.member('b').text(),
      /text, found true at \/b/,
    ],
  ])('%s is an error that says what and where', (text, use, message) => {
    expect(() => use(read(text))).toThrow(
      expect.objectContaining({
        code: 'schema',
        subject: 'https://example.org/d.json',
        message: expect.stringMatching(message),
      }),
    );
  });

  it.each([
    ['no JSON', '{', /breaks off/],
    ['more than two megabytes', `"${'x'.repeat(2 ** 21)}"`, /at most 2097152 bytes/],
  ])('refuses %s', (_, text, message) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'parse', message: expect.stringMatching(message) }),
    );
  });

  it('goes no deeper than 64 levels', () => {
    let node = read('['.repeat(100_000) + ']'.repeat(100_000));
    const descend = () => {
      for (;;) node = node.list()[0] ?? node;
    };
    expect(descend).toThrow(/at most 64 levels, found more at \/0\/0/);
  });
});
