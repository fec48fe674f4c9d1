import { createHash } from 'node:crypto';

/** Numbers from 0 to below 1, always the same ones for the same seed. */
export type Random = () => number;

/** Mulberry32 over a hash of the seed: short, and far more even than anything here needs. */
export function seededRandom(seed: string): Random {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to below `end`. */
export function below(end: number, random: Random): number {
  return Math.floor(random() * end);
}

/** One of a list that is not empty. */
export function oneOf<T>(list: readonly T[], random: Random): T {
  return list[below(list.length, random)] as T;
}

/** A value of a distribution that is given by quantiles at even distances, straight in between. */
export function fromQuantiles(quantiles: readonly number[], random: Random): number {
  const at = random() * (quantiles.length - 1);
  const low = quantiles[Math.floor(at)] ?? 0;
  const high = quantiles[Math.ceil(at)] ?? low;
  return Math.round(low + (high - low) * (at % 1));
}
