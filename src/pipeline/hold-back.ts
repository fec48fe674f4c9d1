import { AttackMappingsError } from '../errors.ts';
import type { SetPlan } from './plan.ts';

/**
 * Why a set that could be written stays as it is: what its bundle shares with others is made of them
 * all, so that one that failed would change objects that did not change, and change them back the
 * next time. Undefined where nothing stops it.
 */
export function heldBack(
  plan: SetPlan,
  failed: readonly SetPlan[],
): AttackMappingsError | undefined {
  const stopped = failed.find(
    ({ alignedFrom }) => alignedFrom === undefined || plan.alignedFrom !== undefined,
  );
  if (stopped === undefined) return undefined;
  return new AttackMappingsError(
    'export',
    plan.path,
    `it shares STIX objects with ${stopped.path}, which failed: both stay as they were`,
  );
}
