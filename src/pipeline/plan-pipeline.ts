import type { FetchDocument, Ports } from '../contracts.ts';
import { AttackMappingsError, asAttackMappingsError } from '../errors.ts';
import type { Accepts } from '../gates/accepting.ts';
import type { KnownSet } from '../gates/earlier-set.ts';
import { judgeLostSets } from '../gates/lost-sets.ts';
import { judgeNumber } from '../gates/min-sets.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { pathGlob } from '../model/only.ts';
import { isWithin } from '../model/set-key.ts';
import { AttackLibrary } from './attack-library.ts';
import { countedFetch } from './counted-fetch.ts';
import { withMissing } from './enrichment-notes.ts';
import { cachedIndexReader } from './index-reader.ts';
import { addressOf, type FailedListing, listDocuments } from './list-documents.ts';
import type { LoadedPipeline } from './load-pipeline.ts';
import { alignedPlans, planSets, type SetPlan, withoutStandIns } from './plan.ts';
import { chosenEnrichments, planEnrichment } from './plan-enrichments.ts';
import type { Registries } from './registries.ts';

export interface PlanOptions {
  /** Glob on set paths. */
  readonly only?: string;
  /** Names of enrichments to use. */
  readonly enrich?: readonly string[];
  /** Sets of the last manifest. */
  readonly known?: readonly KnownSet[];
  /** Gates are judged, and these are let through. */
  readonly accepts?: Accepts;
}

/** What a build will make, with nothing read but listings and the pages that lists stand on. */
export interface PipelinePlan {
  /** In path order. */
  readonly plans: readonly SetPlan[];
  /** Sets that `only` does not take. */
  readonly leftOut: readonly SetPlan[];
  /** Sets that could not be listed, or that a gate keeps though the source has them no longer. */
  readonly failures: readonly FailedListing[];
  /** What went wrong with an enrichment, or with finding the version to align to. */
  readonly error?: AttackMappingsError;
  readonly diagnostics: readonly Diagnostic[];
  /** Fetches each document once, and tells how far it is. */
  readonly fetch: FetchDocument;
  readonly attack: AttackLibrary;
  /** The ATT&CK version of the aligned sets, which come after all others. */
  readonly alignedTo?: string;
}

/** Rejects when the source lists nothing to build, or less than the pipeline expects. */
export async function planPipeline(
  { settings }: LoadedPipeline,
  registries: Registries,
  { fetch, observe, cache }: Pick<Ports, 'fetch' | 'observe' | 'cache'>,
  options: PlanOptions,
): Promise<PipelinePlan> {
  const enrichments = chosenEnrichments(settings, options.enrich ?? []);
  const counted = countedFetch(fetch, observe);
  const listing = await listDocuments(settings.source, registries, counted);
  const { known = [], accepts } = options;
  // A set that lacks one of its documents is not made of the others.
  const broken = new Set(listing.failures.map(({ path }) => path));
  const listed = planSets(listing.documents, settings).filter(({ path }) => !broken.has(path));
  const expect = settings.expect ?? {};
  const number = { sets: listed.length, failures: listing.failures.length };
  const diagnostics: Diagnostic[] = judgeNumber(number, addressOf(settings), expect, accepts);
  const failures = [...listing.failures];
  if (accepts) {
    const isThere = (path: string) =>
      listed.some((plan) => plan.path === path) || listing.failures.some(isAbove(path));
    const lost = judgeLostSets(known, isThere, expect, accepts);
    failures.push(...lost.failures);
    diagnostics.push(...lost.diagnostics);
  }
  const held = known.filter(({ entry }) => failures.some(isAbove(entry.path)));
  const all = withMissing(withoutStandIns(listed, held), listing.missing);
  const only = options.only === undefined ? undefined : pathGlob(options.only);
  const taken = only ? all.filter(({ path }) => only(path)) : all;
  const failed = failures.filter(({ path }) => mayHold(path, options.only));
  if (taken.length === 0 && failed.length === 0) refuseNothing(all, options.only);

  let plans: readonly SetPlan[] = taken;
  let error: AttackMappingsError | undefined;
  for (const enrichment of enrichments) {
    const enriched = await planEnrichment(plans, all, enrichment, settings, registries, counted);
    plans = enriched.plans;
    error ??= enriched.error;
    diagnostics.push(...enriched.diagnostics);
  }
  const attack = new AttackLibrary(fetch, cachedIndexReader(fetch, cache), settings.attack);
  const version = await alignment(settings, attack);
  if (version instanceof AttackMappingsError) error ??= version;
  const alignedTo = typeof version === 'string' ? version : undefined;
  return {
    leftOut: all.filter((plan) => !taken.includes(plan)),
    plans: alignedTo === undefined ? plans : [...plans, ...alignedPlans(plans, alignedTo)],
    ...(alignedTo === undefined ? {} : { alignedTo }),
    attack,
    failures: failed,
    ...(error ? { error } : {}),
    diagnostics,
    fetch: counted.fetch,
  };
}

/** The version to align to, or why it cannot be found out: the sets themselves are built all the same. */
async function alignment(
  { align }: Pipeline,
  attack: AttackLibrary,
): Promise<string | AttackMappingsError | undefined> {
  if (align === undefined) return undefined;
  try {
    return await attack.version(align);
  } catch (thrown) {
    const error = asAttackMappingsError(thrown, 'fetch', 'align');
    if (error.fatal || error.code === 'config') throw error;
    return error;
  }
}

/** A listing can fail for a set, or for all of a framework. */
function isAbove(path: string): (failure: FailedListing) => boolean {
  return (failure) => isWithin(path, failure.path);
}

/** True when a glob on set paths may take sets below this path, which can be that of a framework. */
function mayHold(path: string, only: string | undefined): boolean {
  if (only === undefined) return true;
  const depth = path.split('/').length;
  const head = only.split('/').slice(0, depth).join('/');
  return pathGlob(only)(path) || pathGlob(head)(path);
}

function refuseNothing(all: readonly SetPlan[], only: string | undefined): never {
  const some = all.slice(0, 5).map((set) => `  ${set.path}`);
  throw new AttackMappingsError(
    'config',
    '--only',
    `--only "${only}" takes none of the ${all.length} sets. Their paths look like\n${some.join('\n')}`,
  );
}
