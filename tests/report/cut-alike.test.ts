import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from '../../src/model/text.ts';
import { cutAlike } from '../../src/report/cut-alike.ts';

const LONG = 'x'.repeat(5000);

describe('two values', () => {
  it('are left whole when they are short', () => {
    expect(cutAlike('ab', 'ac')).toEqual(['ab', 'ac']);
  });

  it.each([
    [`${LONG}1`, `${LONG}2`, [`…${'x'.repeat(30)}1`, `…${'x'.repeat(30)}2`]],
    [`1${LONG}`, `2${LONG}`, [`1${'x'.repeat(30)}…`, `2${'x'.repeat(30)}…`]],
    [LONG, `${LONG}x`, [`…${'x'.repeat(30)}`, `…${'x'.repeat(31)}`]],
    [`${LONG}1${LONG}`, `${LONG}${LONG}`, [/^…x{30}1x{30}…$/, /^…x{60}…$/]],
    ['', LONG, ['', LONG]],
  ])('that are alike are cut where they are', (old, next, expected) => {
    expect(cutAlike(old, next)).toEqual(
      expected.map((text) => (text instanceof RegExp ? expect.stringMatching(text) : text)),
    );
  });

  it('differ within what is shown of them, if they do at all', () => {
    const value = fc.string({ unit: 'binary', maxLength: 20 });
    const times = fc.integer({ min: 0, max: 600 });
    fc.assert(
      fc.property(value, value, value, times, (same, a, b, count) => {
        fc.pre(visible(a) !== visible(b));
        const around = same.repeat(count).slice(0, 3000);
        const [old, next] = cutAlike(`${around}${a}${around}`, `${around}${b}${around}`);
        if (`${around}${a}${around}` === `${around}${b}${around}`) return;
        expect(visible(old).slice(0, 400)).not.toBe(visible(next).slice(0, 400));
      }),
    );
  });
});
