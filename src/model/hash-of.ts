import { createHash } from 'node:crypto';

/** One hash for everything that decides something: plain data, in one order. */
export function hashOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
