import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wellFormed, withoutHalfPairs } from '../../src/formats/half-pairs.ts';
import { readJson } from '../../src/formats/read-json.ts';
import { readYaml } from '../../src/formats/read-yaml.ts';

const read = (json: string) => readJson(Buffer.from(json), 'a.json');

it.each([
  ['half a pair', '"a\\ud800b"', 'a\ufffdb'],
  ['the other half', '"\\uDFFF"', '\ufffd'],
  ['halves in the wrong order', '"\\udc00\\ud800"', '\ufffd\ufffd'],
  ['a whole pair', '"\\ud83d\\ude00"', '😀'],
  ['a backslash and letters', '"\\\\ud800"', '\\ud800'],
  ['a half after a backslash', '"\\\\\\ud800"', '\\\ufffd'],
])('%s', (_, json, text) => {
  expect(read(json)).toBe(text);
});

it('names of members are text too', () => {
  expect(read('{"\\ud800": 1}')).toEqual({ '\ufffd': 1 });
});

it('YAML has escapes too', () => {
  const node = readYaml(Buffer.from('"\\ud800": "a\\udfff"'), 'a.yaml');
  expect(node.member('\ufffd').text()).toBe('a\ufffd');
});

it('changes halves alone, and no length', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', '\\', '"', 'ud800', '\ud800', '\udc00', '😀'),
  });
  fc.assert(
    fc.property(text, (some) => {
      const json = JSON.stringify(some);
      expect(withoutHalfPairs(json)).toHaveLength(json.length);
      expect(read(json)).toBe(wellFormed(some));
    }),
  );
});
