import type { ListedDocument } from '../contracts.ts';
import { AttackMappingsError, asAttackMappingsError } from '../errors.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { grouped } from '../model/grouped.ts';
import { insteadOf } from '../model/nearest.ts';
import { fitsKey } from '../model/records-of-set.ts';
import { completeKey, normaliseKey, setPath } from '../model/set-key.ts';
import { dataFramework } from '../model/site-names.ts';
import type { CountedFetch } from './counted-fetch.ts';
import { enrichmentNotes, withMissing } from './enrichment-notes.ts';
import { addressOf, type Listing, listDocuments } from './list-documents.ts';
import { planOf, type SetPlan } from './plan.ts';
import type { Registries } from './registries.ts';

/** Sets with the documents that add to them. */
export interface EnrichedPlans {
  readonly plans: readonly SetPlan[];
  /** What went wrong with an enrichment as a whole: the sets are built all the same. */
  readonly error?: AttackMappingsError;
  readonly diagnostics: readonly Diagnostic[];
}

/** The enrichments that are asked for, and those that are always used. Throws `config` for a name that is none. */
export function chosenEnrichments(
  { enrichments = {} }: Pipeline,
  asked: readonly string[],
): [string, NonNullable<Pipeline['enrichments']>[string]][] {
  const names = Object.keys(enrichments);
  for (const name of asked) {
    if (names.includes(name)) continue;
    throw new AttackMappingsError(
      'config',
      '--enrich',
      names.length === 0
        ? `the pipeline has no enrichments, so none is called "${name}": name some under enrichments in the pipeline file`
        : `there is no enrichment "${name}"${insteadOf(name, names)}`,
    );
  }
  return Object.entries(enrichments).filter(
    ([name, { always }]) => always === true || asked.includes(name),
  );
}

/**
 * Adds the documents of one enrichment to the plans of their sets, some or all of those that the
 * source has.
 */
export async function planEnrichment(
  plans: readonly SetPlan[],
  all: readonly SetPlan[],
  [name, enrichment]: [string, NonNullable<Pipeline['enrichments']>[string]],
  pipeline: Pipeline,
  registries: Registries,
  counted: CountedFetch,
): Promise<EnrichedPlans> {
  let listing: Listing;
  try {
    listing = await listDocuments(enrichment.source, registries, counted);
  } catch (thrown) {
    const cause = asAttackMappingsError(thrown, 'fetch', name);
    if (cause.fatal) throw cause;
    const message = `the sets are built without the enrichment ${name}: ${cause.message}`;
    const error = new AttackMappingsError(cause.code, cause.subject, message, { cause });
    return { plans, error, diagnostics: [] };
  }
  const { bySet, documentsOf } = bySets(listing.documents);
  const settings = { ...pipeline, parser: enrichment.parser };
  const enriched = plans.map((plan): SetPlan => {
    const { documents } = planOf(plan.key, documentsOf(plan), settings);
    return { ...plan, documents: [...plan.documents, ...documents] };
  });
  const source = addressOf(enrichment);
  return {
    plans: withMissing(enriched, [...listing.failures, ...listing.missing]),
    diagnostics: enrichmentNotes({ name, source, plans, all, listing, listed: [...bySet.keys()] }),
  };
}

/** Documents that name a whole set belong to it; those that name it in part, to every set that fits. */
function bySets(documents: readonly ListedDocument[]) {
  const enriching = documents.map((document): ListedDocument => {
    const { framework } = document.set;
    const set = { ...document.set, ...(framework ? { framework: dataFramework(framework) } : {}) };
    return { ...document, set, role: 'enrich' };
  });
  const byPath = grouped(enriching, ({ set }) => {
    const key = completeKey(set);
    return key && setPath(normaliseKey(key));
  });
  const partial = byPath.get(undefined) ?? [];
  const bySet = new Map([...byPath].filter(isWhole));
  const documentsOf = ({ key, path }: SetPlan) => {
    const fits = fitsKey(key);
    return [...(bySet.get(path) ?? []), ...partial.filter(({ set }) => fits(set))];
  };
  return { bySet, documentsOf };
}

function isWhole<T>(entry: [string | undefined, T]): entry is [string, T] {
  return entry[0] !== undefined;
}
