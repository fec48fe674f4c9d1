import { AttackMappingsError } from '../errors.ts';
import { familyOf } from '../model/set-key.ts';
import type { Ledgers } from './ledgers.ts';
import { families, type SetPlan } from './plan.ts';

/** A set that failed, that a gate stopped, or that could not be listed. */
export interface FailedSet {
  readonly path: string;
  readonly isAligned: boolean;
  readonly error: AttackMappingsError;
}

/**
 * Why a set that could be written stays as it is: what its bundle shares with others is made of them
 * all, so that one that failed would change objects that did not change, and change them back the
 * next time. Undefined where nothing stops it.
 */
export function heldBack(
  { path, alignedFrom }: SetPlan,
  failed: readonly FailedSet[],
): AttackMappingsError | undefined {
  const cause = failed.find(({ isAligned }) => !isAligned || alignedFrom !== undefined);
  if (cause === undefined) return undefined;
  const { gate } = cause.error;
  const shares = `it shares STIX objects with ${cause.path}`;
  if (gate === undefined) {
    const message = `${shares}, which failed: both stay as they were`;
    return new AttackMappingsError('export', path, message);
  }
  const reason = `${shares}, which the gate ${gate.name} stopped: both stay as they were`;
  const options = { gate: { name: gate.name, reason } };
  return new AttackMappingsError('expectation', path, reason, options);
}

/** Throws `config` when a build of some sets would make shared objects without all that they are made of. */
export function refuseSplit(
  plans: readonly SetPlan[],
  leftOut: readonly SetPlan[],
  ledgers: Ledgers,
): void {
  for (const family of families(plans)) {
    const [first] = family.filter(({ newest }) => newest);
    const other = leftOut.find(
      ({ newest, lineage }) => newest && first && familyOf(lineage) === familyOf(first.lineage),
    );
    if (first === undefined || other === undefined || !ledgers.goesOn(family)) continue;
    throw new AttackMappingsError(
      'config',
      '--only',
      `${first.path} shares STIX objects with ${other.path}, and the folder keeps their history: take both, as with --only '${first.key.framework}/**', or choose another folder with --out`,
    );
  }
}
