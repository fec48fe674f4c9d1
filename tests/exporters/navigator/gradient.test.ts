import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradientFor } from '../../../src/exporters/navigator/gradient.ts';
import type { Gradient } from '../../../src/exporters/navigator/layer.ts';
import { aggregateScores } from '../../../src/model/gradient-trap.ts';
import { shownNumbers } from '../../support/layer-aggregates.ts';
import { makeSet } from '../../support/make-set.ts';

const SCALE: Gradient = { colors: ['#dbe9f6', '#5a9bd4'], minValue: 0, maxValue: 1 };

/** The Navigator's own arithmetic. */
function isTrapped(value: number, { minValue, maxValue }: Gradient): boolean {
  const share = (value - minValue) / (maxValue - minValue);
  return share >= 0.995 && share < 1;
}

describe('gradientFor', () => {
  it.each([
    ['no score', [], [], 1],
    ['one score', [1], [], 1],
    ['the highest score', [3, 33, 7], [], 33],
    ['a sum above every score', [3, 5], [8], 5],
    ['a score just below the highest', [299, 300], [], 304],
    ['a sum just below the highest', [150, 300], [299], 304],
    ['an average just below the highest', [126, 127], [126.5], 129],
  ])('%s', (_, scores, aggregates, maxValue) => {
    expect(gradientFor(scores, aggregates, SCALE)).toEqual({ ...SCALE, maxValue });
  });

  it('keeps the bounds of a fixed scale', () => {
    const scale = { ...SCALE, minValue: 1, maxValue: 3 };
    expect(gradientFor([1], [1, 2, 5], scale)).toEqual(scale);
  });

  it('lets nothing fall into the trap, and reaches the highest score', () => {
    const count = fc.integer({ min: 0, max: 100_000 });
    const near = fc.tuple(count, fc.integer({ min: 0, max: 500 })).map(([a, b]) => [a, a + b]);
    const scores = fc
      .array(
        fc.oneof(
          count.map((n) => [n]),
          near,
        ),
      )
      .map((lists) => lists.flat());
    const aggregates = fc.array(fc.oneof(count, fc.double({ min: 0, max: 1e6, noNaN: true })));
    fc.assert(
      fc.property(scores, aggregates, fc.constantFrom(0, 1), (s, a, minValue) => {
        const gradient = gradientFor(s, a, { ...SCALE, minValue, maxValue: minValue + 1 });
        expect(gradient.minValue).toBeLessThan(gradient.maxValue);
        expect(gradient.maxValue).toBeGreaterThanOrEqual(Math.max(minValue + 1, ...s));
        expect([...s, ...a].filter((value) => isTrapped(value, gradient))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('aggregateScores', () => {
  const id = (family: number, sub: number) => `T${1000 + family}${sub === 0 ? '' : `.00${sub}`}`;
  const techniques = [0, 1, 2, 3].flatMap((family) =>
    [0, 1, 2, 3].map((sub) => ({
      id: id(family, sub),
      stix_id: `attack-pattern--${id(family, sub)}`,
      name: 'A technique',
      tactics: [],
      platforms: [],
      ...(sub === 0 ? {} : { parent: id(family, 0) }),
    })),
  );
  const { index } = makeSet([], {}, techniques).attack;

  it('holds whatever the Navigator may show beside the scores', () => {
    const score = fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(score, { minLength: 16, maxLength: 16 }), (values) => {
        const entries = techniques.flatMap((technique, i) => {
          const value = values[i];
          return value === undefined ? [] : [{ techniqueID: technique.id, score: value }];
        });
        const known = new Set([
          ...entries.map((entry) => entry.score),
          ...aggregateScores(entries, index),
        ]);
        const shown = shownNumbers({ techniques: entries }, index);
        expect(shown.filter((number) => !known.has(number))).toEqual([]);
      }),
    );
  });
});
