import type { Diagnostic } from '../generated/run-report.ts';
import { isWithin } from '../model/set-key.ts';
import type { FailedListing, Listing } from './list-documents.ts';
import type { SetPlan } from './plan.ts';

/** A document that adds to a set and cannot be had is reported; the set is built without it. */
export function unavailable({ error }: Pick<FailedListing, 'error'>): Diagnostic {
  return {
    severity: 'warning',
    rule: 'enrichment-unavailable',
    source: error.subject,
    place: { pointer: '' },
    message: error.message,
    suggestion: 'the set is built without it',
  };
}

/** The same plans, each with what is to be said of documents that cannot be had. */
export function withMissing(
  plans: readonly SetPlan[],
  missing: readonly FailedListing[],
): readonly SetPlan[] {
  if (missing.length === 0) return plans;
  return plans.map((plan) => {
    const notes = missing.filter(covers(plan)).map(unavailable);
    return notes.length === 0 ? plan : { ...plan, notes: [...(plan.notes ?? []), ...notes] };
  });
}

interface Enriched {
  readonly name: string;
  readonly source: string;
  /** Sets that are built, of all that the pipeline's source has. */
  readonly plans: readonly SetPlan[];
  readonly all: readonly SetPlan[];
  readonly listing: Listing;
  /** Paths of sets that the enrichment names in whole. */
  readonly listed: readonly string[];
}

/** Which sets only one side has, and what else the enrichment could not list. */
export function enrichmentNotes(enriched: Enriched): Diagnostic[] {
  const { name, source, plans, all, listing, listed } = enriched;
  const { failures } = listing;
  const note = (rule: string, message: string): Diagnostic => ({
    severity: 'info',
    rule,
    source,
    place: { pointer: '' },
    message,
  });
  const elsewhere = failures.filter((failure) => !all.some((plan) => covers(plan)(failure)));
  // An enrichment that names no whole set, as a folder of description files, lacks none.
  if (listed.length === 0) return elsewhere.map(unavailable);
  const known = new Set(all.map(({ path }) => path));
  const own = new Set(listed);
  return [
    ...elsewhere.map(unavailable),
    ...listed
      .filter((path) => !known.has(path))
      .map((path) => note('set-only-in-enrichment', `only ${name} has the set ${path}`)),
    ...plans
      .filter((plan) => !own.has(plan.path) && !failures.some(covers(plan)))
      .map(({ path }) =>
        note('set-not-in-enrichment', `${name} has no document of the set ${path}`),
      ),
  ];
}

/** A listing can fail for a set, or for all of a framework. */
function covers(plan: SetPlan): (failure: FailedListing) => boolean {
  return ({ path }) => isWithin(plan.path, path);
}
