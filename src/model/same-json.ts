import { isRecord } from './json-value.ts';

/**
 * True when two values that JSON.parse made are the same: the order of members says nothing, that of
 * elements does. Takes no stack for depth, and `__proto__` is a member as any other.
 */
export function sameJson(one: unknown, other: unknown): boolean {
  const open: [unknown, unknown][] = [[one, other]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [a, b] = pair;
    if (a === b) continue;
    if (Array.isArray(a) && Array.isArray(b)) {
      if (a.length !== b.length) return false;
      for (let i = 0; i < a.length; i += 1) open.push([a[i], b[i]]);
    } else if (isRecord(a) && isRecord(b)) {
      const names = Object.keys(a);
      if (names.length !== Object.keys(b).length) return false;
      for (const name of names) {
        if (!Object.hasOwn(b, name)) return false;
        open.push([a[name], b[name]]);
      }
    } else return false;
  }
  return true;
}
