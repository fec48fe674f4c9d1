import type { Report } from '../contracts.ts';
import { AttackMappingsError, asAttackMappingsError, type StoppedBy } from '../errors.ts';
import { alignSet } from './align-set.ts';
import { checkRead } from './build-lock.ts';
import type { SetPlan } from './plan.ts';
import { type ReadContext, type ReadSet, readSet } from './read-set.ts';

/** Reads a set of a family, published or aligned, before any filter. */
export type ReadWhole = (plan: SetPlan, report: Report) => Promise<ReadSet>;

/** Reads the sets of one family; a set that has an aligned twin among the plans is kept for it. */
export function wholeReader(
  plans: readonly SetPlan[],
  context: Omit<ReadContext, 'report'>,
): ReadWhole {
  const { lock } = context;
  const twins = new Set(plans.map(({ alignedFrom }) => alignedFrom?.path));
  const kept = new Map<string, ReadSet>();
  const failed = new Map<string, AttackMappingsError>();
  return async (plan, report) => {
    if (plan.alignedFrom === undefined) {
      try {
        const set = await readSet(plan, { ...context, report });
        if (lock) checkRead(lock, set);
        if (twins.has(plan.path)) kept.set(plan.path, set);
        return set;
      } catch (error) {
        failed.set(plan.path, asAttackMappingsError(error, 'export', plan.path));
        throw error;
      }
    }
    const { path } = plan.alignedFrom;
    const source = kept.get(path);
    kept.delete(path);
    if (source === undefined) throw unread(plan.path, path, failed.get(path)?.gate);
    const set = await alignSet(plan, source, context.attack, report);
    if (lock) checkRead(lock, set);
    return set;
  };
}

/** What ended the set that an aligned one is made from is said there. */
function unread(aligned: string, source: string, gate: StoppedBy | undefined): AttackMappingsError {
  if (gate === undefined) {
    return new AttackMappingsError('export', aligned, `${source} could not be read, see there`);
  }
  const reason = `${source} was stopped by the gate ${gate.name}`;
  const options = { gate: { name: gate.name, reason } };
  return new AttackMappingsError('expectation', aligned, `${reason}, see there`, options);
}
