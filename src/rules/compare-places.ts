import type { Place } from '../generated/run-report.ts';
import { compareText, compareVersions } from '../model/compare.ts';

/** Orders places: rows of a list by their number, then lines and columns. */
export function comparePlaces(a: Place, b: Place): number {
  return (
    comparePointers(a.pointer ?? '', b.pointer ?? '') ||
    (a.line ?? a.row ?? 0) - (b.line ?? b.row ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareText(a.selector ?? '', b.selector ?? '')
  );
}

function comparePointers(a: string, b: string): number {
  if (a === b) return 0;
  const left = a.split('/');
  const right = b.split('/');
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const order = compareVersions(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
