import type { AttackIndex } from '../contracts.ts';
import type { LayerEntry, LayerGradient, LayerNote } from '../layers/layer-types.ts';
import { DEFAULT_GRADIENT } from '../layers/read-gradient.ts';
import { shownValues } from '../layers/shown-values.ts';
import { blanksMatrix, untrappedMaximum } from '../model/gradient-trap.ts';

/** The gradient with a `maxValue` at which the Navigator shows every score and aggregate. */
export function gradientShowing(
  gradient: LayerGradient | undefined,
  entries: readonly LayerEntry[],
  index: AttackIndex,
): { gradient?: LayerGradient; notes: readonly LayerNote[] } {
  const { colors, minValue, maxValue } = gradient ?? DEFAULT_GRADIENT;
  const values = shownValues(entries, index);
  const trapped = values.find((value) => blanksMatrix(value, minValue, maxValue));
  if (trapped === undefined) return gradient ? { gradient, notes: [] } : { notes: [] };
  const moved = untrappedMaximum(values, minValue, maxValue);
  const what = `a score or aggregate of ${trapped} blanks the matrix below maxValue ${maxValue}`;
  const note = (now: string): LayerNote => ({
    pointer: '/gradient',
    kind: 'changed',
    message: `${what}; ${now}`,
  });
  if (!Number.isFinite(moved)) return { notes: [note('the gradient of the Navigator is used')] };
  return {
    gradient: { colors, minValue, maxValue: moved },
    notes: [note(`now ${moved}`)],
  };
}
