import type { AttackIndex } from '../contracts.ts';
import { compareText } from './compare.ts';
import { isLiving } from './living.ts';

/** The platforms of the living techniques of a release, in order. */
export function platformsIn({ techniques }: AttackIndex): ReadonlySet<string> {
  const living = [...techniques.values()].filter(isLiving);
  return new Set(living.flatMap(({ platforms }) => platforms).sort(compareText));
}
