import { untrappedMaximum } from '../../model/gradient-trap.ts';
import type { Gradient } from './layer.ts';

/**
 * A gradient from `scale.minValue` to the lowest `maxValue` that is not below the scale's own or the
 * highest score, and that keeps every score and aggregate out of the trap.
 */
export function gradientFor(
  scores: readonly number[],
  aggregates: readonly number[],
  scale: Gradient,
): Gradient {
  const { colors, minValue } = scale;
  const highest = scores.reduce((a, b) => Math.max(a, b), Math.max(scale.maxValue, minValue + 1));
  const maxValue = untrappedMaximum([...scores, ...aggregates], minValue, highest);
  return { colors, minValue, maxValue };
}
