import { inWords, isRecord } from '../model/json-value.ts';
import type { LayerGradient } from './layer-types.ts';
import { colourOf, isGradientColour, numberOf } from './layer-values.ts';
import { change, type ReadMember } from './read-members.ts';

/** What the Navigator uses where a layer has no gradient. */
export const DEFAULT_GRADIENT: LayerGradient = {
  colors: ['#ff6666', '#ffe766', '#8ec843'],
  minValue: 0,
  maxValue: 100,
};

/** What is wrong with the shape of a gradient; undefined when nothing is. */
export function gradientFault(value: unknown): string | undefined {
  if (!isRecord(value)) return `expected an object, found ${inWords(value)}`;
  const { colors, minValue, maxValue } = value;
  if (!Array.isArray(colors) || colors.length < 2 || !colors.every(isGradientColour)) {
    return `expected at least two colours #RRGGBB, found ${coloursInWords(colors)}`;
  }
  if (!Number.isFinite(minValue) || !Number.isFinite(maxValue)) {
    return `expected a number as minValue and as maxValue, found ${inWords(minValue)} and ${inWords(maxValue)}`;
  }
  if (Number(minValue) < Number(maxValue)) return undefined;
  return `expected minValue below maxValue, found ${minValue} and ${maxValue}`;
}

function coloursInWords(colors: unknown): string {
  if (!Array.isArray(colors) || colors.length < 2) return inWords(colors);
  return inWords(colors.find((color) => !isGradientColour(color)));
}

/**
 * A gradient as it was meant: a single colour stands at both ends, bounds the wrong way round are
 * turned with their colours, and a bound that is missing is that of the Navigator.
 */
export const readGradient: ReadMember = (value, pointer, reading) => {
  const fault = gradientFault(value);
  if (fault === undefined) return onlyKnown(value as LayerGradient, pointer, reading);
  const { colors, minValue, maxValue } = isRecord(value) ? value : {};
  const stops = Array.isArray(colors)
    ? colors.flatMap((color) => (isGradientColour(color) ? color : (colourOf(color) ?? [])))
    : [];
  const [only] = stops;
  const usable =
    only === undefined ? DEFAULT_GRADIENT.colors : stops.length === 1 ? [only, only] : stops;
  const min = numberOf(minValue);
  const max = numberOf(maxValue);
  const gradient = ordered(usable, min, max);
  const now = `${gradient.minValue} to ${gradient.maxValue} from ${gradient.colors.at(0)} to ${gradient.colors.at(-1)}`;
  return change(reading, pointer, `the gradient: ${fault}; now ${now}`, gradient);
};

function ordered(
  colors: readonly string[],
  min: number | undefined,
  max: number | undefined,
): LayerGradient {
  if (min !== undefined && max !== undefined && min > max) {
    return { colors: [...colors].reverse(), minValue: max, maxValue: min };
  }
  const low = min ?? Math.min(DEFAULT_GRADIENT.minValue, (max ?? 0) - 1);
  const high = max ?? Math.max(DEFAULT_GRADIENT.maxValue, low + 1);
  return { colors, minValue: low, maxValue: high > low ? high : low + 1 };
}

function onlyKnown(
  gradient: LayerGradient,
  pointer: string,
  reading: Parameters<ReadMember>[2],
): LayerGradient {
  const { colors, minValue, maxValue } = gradient;
  const others = Object.keys(gradient).length - 3;
  if (others === 0) return gradient;
  return change(reading, pointer, `${others} members of the gradient are of no layer format`, {
    colors,
    minValue,
    maxValue,
  });
}
