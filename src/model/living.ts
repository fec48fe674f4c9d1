import type { Technique } from '../contracts.ts';

/** True for a technique that its release neither revoked nor deprecated. */
export function isLiving({ revoked, deprecated }: Technique): boolean {
  return !revoked && !deprecated;
}
