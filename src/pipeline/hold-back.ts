import { AttackMappingsError } from '../errors.ts';
import type { SetPlan } from './plan.ts';

/** A set that failed, or that a gate stopped. */
export interface FailedSet {
  readonly plan: SetPlan;
  readonly error: AttackMappingsError;
}

/**
 * Why a set that could be written stays as it is: what its bundle shares with others is made of them
 * all, so that one that failed would change objects that did not change, and change them back the
 * next time. Undefined where nothing stops it.
 */
export function heldBack(
  plan: SetPlan,
  failed: readonly FailedSet[],
): AttackMappingsError | undefined {
  const cause = failed.find(
    ({ plan: other }) => other.alignedFrom === undefined || plan.alignedFrom !== undefined,
  );
  if (cause === undefined) return undefined;
  const { path } = cause.plan;
  const { gate } = cause.error;
  if (gate === undefined) {
    const message = `it shares STIX objects with ${path}, which failed: both stay as they were`;
    return new AttackMappingsError('export', plan.path, message);
  }
  const reason = `it shares STIX objects with ${path}, which the gate ${gate.name} stopped: both stay as they were`;
  const options = { gate: { name: gate.name, reason } };
  return new AttackMappingsError('expectation', plan.path, reason, options);
}
