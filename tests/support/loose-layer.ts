import type { AttackIndex } from '../../src/contracts.ts';

/** A layer as any tool might have written it: nothing is certain but that it is an object. */
export type Loose = Readonly<Record<string, unknown>>;

export function asRecord(value: unknown): Loose {
  return value !== null && typeof value === 'object' ? (value as Loose) : {};
}

/** The elements of a list as records; of anything else, none. */
export function records(value: unknown): Loose[] {
  return Array.isArray(value) ? value.map(asRecord) : [];
}

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '';

export const isColor = (value: unknown): value is string =>
  typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);

/** Brightness from 0 (black) to 255 (white), as the eye weighs the channels. */
export function brightness(color: string): number {
  const [r = 0, g = 0, b = 0] = (color.match(/[0-9a-f]{2}/gi) ?? []).map((c) => parseInt(c, 16));
  return 0.299 * r + 0.587 * g + 0.114 * b;
}

export const show = (value: unknown): string => JSON.stringify(value) ?? 'undefined';

/** One rule that a layer has to keep. */
export interface LayerRule {
  readonly name: string;
  /** What breaks the rule, in words; empty when nothing does. */
  check(layer: Loose, index: AttackIndex): string[];
}

export const entries = (layer: Loose) => records(layer.techniques);
export const all = (layer: Loose) => [layer, ...entries(layer)];
export const scored = (layer: Loose) => entries(layer).filter((entry) => 'score' in entry);

/** The offenders of a list, in words. */
export function broken<T>(
  list: readonly T[],
  isFine: (value: T) => boolean,
  what: string,
): string[] {
  return list.filter((value) => !isFine(value)).map((value) => `${what}: ${show(value)}`);
}
