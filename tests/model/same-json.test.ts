import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameJson } from '../../src/model/same-json.ts';

const json = (text: string): unknown => JSON.parse(text);

describe('two values of JSON are the same', () => {
  it('when their canonical texts are', () => {
    const small = fc.jsonValue({ maxDepth: 2 }).map((value) => json(JSON.stringify(value)));
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(sameJson(a, b)).toBe(canonicalize(a) === canonicalize(b));
        expect(sameJson(a, json(canonicalize(a) ?? ''))).toBe(true);
      }),
    );
  });

  it.each([
    ['{"a":1,"b":[{"c":2,"d":3}]}', '{"b":[{"d":3,"c":2}],"a":1}', true],
    ['[1,2]', '[2,1]', false],
    ['[1,2]', '[1,2,3]', false],
    ['{"a":1}', '{"a":1,"b":2}', false],
    ['{"a":1}', '{"b":1}', false],
    ['{"__proto__":{"a":1}}', '{"__proto__":{"a":1}}', true],
    ['{"__proto__":{"a":1}}', '{"__proto__":{"a":2}}', false],
    ['{"__proto__":{}}', '{"constructor":{}}', false],
    ['{}', '[]', false],
    ['null', '{}', false],
    ['0', '-0', true],
    ['1', '"1"', false],
  ])('%s and %s: %j', (a, b, same) => {
    expect(sameJson(json(a), json(b))).toBe(same);
    expect(sameJson(json(b), json(a))).toBe(same);
  });

  it('however deep they are', () => {
    const nested = (end: string) =>
      json(`${'[{"a":'.repeat(100_000)}${end}${'}]'.repeat(100_000)}`);
    expect(sameJson(nested('1'), nested('1'))).toBe(true);
    expect(sameJson(nested('1'), nested('2'))).toBe(false);
  });
});
