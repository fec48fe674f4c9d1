import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareText } from '../../src/model/coverage-share.ts';

describe('shareText', () => {
  it.each([
    [105, 656, '105 of 656 (16.0 %)'],
    [0, 656, '0 of 656 (0.0 %)'],
    [656, 656, '656 of 656 (100.0 %)'],
    [1, 100_000, '1 of 100000 (< 0.1 %)'],
    [99_999, 100_000, '99999 of 100000 (> 99.9 %)'],
    [1, 3, '1 of 3 (33.3 %)'],
    [2, 3, '2 of 3 (66.7 %)'],
    [0, 0, '0 of 0'],
  ])('%i of %i', (part, whole, text) => {
    expect(shareText(part, whole)).toBe(text);
  });

  it('says what is counted before the percentage', () => {
    expect(shareText(1, 4, 'rows')).toBe('1 of 4 rows (25.0 %)');
  });

  it('says 0 % of none only, and 100 % of all only', () => {
    const pair = fc
      .integer({ min: 1, max: 2_000_000 })
      .chain((whole) => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)));
    fc.assert(
      fc.property(pair, ([part, whole]) => {
        const text = shareText(part, whole);
        expect(text.includes('(0.0 %)')).toBe(part === 0);
        expect(text.includes('(100.0 %)')).toBe(part === whole);
        expect(text).toMatch(/^\d+ of \d+ \((< 0\.1|> 99\.9|\d{1,3}\.\d) %\)$/);
      }),
    );
  });
});
