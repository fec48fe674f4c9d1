import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText, shorten } from '../../src/model/text.ts';

describe('normaliseText', () => {
  it.each([
    ['plain', 'plain'],
    ['a\r\nb\rc\n d', 'a\nb\nc\n d'],
    ['a\u00a0b', 'a b'],
    ['a\u200bb\ufeff', 'ab'],
    [' \t\u00a0edge\n', 'edge'],
    ['', undefined],
    [' \u200b ', undefined],
  ])('%j', (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseText(text);
        expect(once === undefined ? undefined : normaliseText(once)).toBe(once);
      }),
    );
  });
});

it('shorten shows control characters and stops', () => {
  expect(shorten('a\u0000b')).toBe('a\\u0000b');
  expect(shorten('a\u007f\u009bb')).toBe('a\\u007f\\u009bb');
  expect(shorten('x'.repeat(10_000), 10)).toBe('xxxxxxxxxx… (10000 characters)');
});
