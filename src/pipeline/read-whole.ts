import type { Report } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { alignSet } from './align-set.ts';
import type { SetPlan } from './plan.ts';
import { type ReadContext, type ReadSet, readSet } from './read-set.ts';

/** Reads a set of a family, published or aligned, before any filter. */
export type ReadWhole = (plan: SetPlan, report: Report) => Promise<ReadSet>;

/** Reads the sets of one family; a set that has an aligned twin among the plans is kept for it. */
export function wholeReader(
  plans: readonly SetPlan[],
  context: Omit<ReadContext, 'report'>,
): ReadWhole {
  const twins = new Set(plans.map(({ alignedFrom }) => alignedFrom?.path));
  const kept = new Map<string, ReadSet>();
  return async (plan, report) => {
    if (plan.alignedFrom === undefined) {
      const set = await readSet(plan, { ...context, report });
      if (twins.has(plan.path)) kept.set(plan.path, set);
      return set;
    }
    const { path } = plan.alignedFrom;
    const source = kept.get(path);
    kept.delete(path);
    if (source !== undefined) return alignSet(plan, source, context.attack, report);
    throw new AttackMappingsError('export', plan.path, `${path} could not be read, see there`);
  };
}
