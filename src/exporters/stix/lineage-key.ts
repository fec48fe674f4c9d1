import type { IdKey } from './ids.ts';
import type { DatedSet, Scope } from './scope.ts';

/** Key of what a set has one of: its report and its notes. */
export function lineageKey(scope: Scope, { set }: DatedSet, kind: string): IdKey {
  return { ...set.lineage, kind, ...scope.everyKey, ...scope.variant };
}
