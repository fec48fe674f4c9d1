import type { AttackIndex } from '../contracts.ts';
import { isLiving } from './living.ts';

/**
 * The Navigator's palette has 100 entries: a value with 0.995 <= (value - min) / (max - min) < 1
 * blanks the matrix.
 */
const TRAP = 0.995;
/** What is written keeps further away, because the Navigator rounds aggregates. */
const WIDE_TRAP = 0.99;

/** True when the Navigator would show nothing at all for a score of this value. */
export function blanksMatrix(value: number, minValue: number, maxValue: number): boolean {
  return isWithin(TRAP, value, minValue, maxValue);
}

/** The lowest `maxValue`, not below `lowest`, of a gradient that shows all of these values. */
export function untrappedMaximum(
  values: Iterable<number>,
  minValue: number,
  lowest: number,
): number {
  const distinct = [...new Set(values)];
  let maxValue = lowest;
  for (;;) {
    const trapped = distinct.find((value) => isWithin(WIDE_TRAP, value, minValue, maxValue));
    if (trapped === undefined) return maxValue;
    // The lowest whole bound above which this value lies below the window, for good.
    maxValue = Math.floor(minValue + (trapped - minValue) / WIDE_TRAP) + 1;
    // Numbers beyond 2^53 have no next whole one.
    while (isWithin(WIDE_TRAP, trapped, minValue, maxValue)) {
      maxValue = minValue + (maxValue - minValue) * 1.01;
    }
  }
}

function isWithin(trap: number, value: number, minValue: number, maxValue: number): boolean {
  const share = (value - minValue) / (maxValue - minValue);
  return share >= trap && share < 1;
}

/**
 * What the Navigator may show for a technique with sub-techniques, whichever aggregate function and
 * treatment of unscored techniques the user picks: sums and averages (a maximum is a score or 0).
 */
export function aggregateScores(
  techniques: readonly { readonly techniqueID: string; readonly score?: number }[],
  index: AttackIndex,
): number[] {
  const scores = new Map(techniques.map(({ techniqueID, score }) => [techniqueID, score]));
  const families = new Map<string, number[]>();
  const sizes = new Map<string, number>();
  for (const technique of index.techniques.values()) {
    if (!isLiving(technique)) continue;
    const { id, parent } = technique;
    const family = parent ?? id;
    sizes.set(family, (sizes.get(family) ?? 0) + 1);
    const score = scores.get(id);
    if (score === undefined) continue;
    const known = families.get(family);
    if (known) known.push(score);
    else families.set(family, [score]);
  }
  return [...families].flatMap(([family, members]) => {
    const sum = members.reduce((a, b) => a + b, 0);
    return [0, sum, sum / members.length, sum / (sizes.get(family) ?? 1)];
  });
}
