import type { OutputFolder } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { PreviousBuild } from './manifest.ts';
import type { SetPlan } from './plan.ts';
import { LEDGER } from './same-lineage.ts';

/** Throws `expectation` for a manifest that cannot be read: gates would have nothing to compare with. */
export function refuseBroken({ broken }: PreviousBuild, name: string): void {
  if (broken === undefined) return;
  throw new AttackMappingsError(
    'expectation',
    name,
    `gates compare with ${name}, and it cannot be read: ${broken}. Restore it as it was published, or build once without gates (build)`,
  );
}

/** Throws `expectation` for one that is not there, beside the files of an earlier build that ended. */
export function refuseMissing(beside: string, name: string): void {
  throw new AttackMappingsError(
    'expectation',
    name,
    `gates compare with ${name}, and it is not beside ${beside}: restore it as it was published, or build into an empty folder`,
  );
}

/** A set whose folder has a ledger that no manifest tells of; undefined when there is none. */
export async function orphanedLedger(
  plans: readonly SetPlan[],
  output: Pick<OutputFolder, 'read'>,
  { generator }: PreviousBuild,
): Promise<string | undefined> {
  if (generator !== undefined) return undefined;
  for (const { path, newest } of plans) {
    if (newest && (await output.read(`${path}/${LEDGER}.json`)) !== undefined) return path;
  }
  return undefined;
}
