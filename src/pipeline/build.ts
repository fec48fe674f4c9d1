import type { FetchDocument, Ports, WrittenFile } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { knownSets } from '../gates/earlier-set.ts';
import type { PipelineReport } from '../generated/run-report.ts';
import { artifactName } from '../model/artifact-name.ts';
import { compareText } from '../model/compare.ts';
import { pathGlob } from '../model/only.ts';
import { isWithin } from '../model/set-key.ts';
import { rowFilter } from '../model/where.ts';
import { type BuiltFamily, buildCombined } from './build-combined.ts';
import { buildFamily, type FamilyContext, type SetOutcome } from './build-family.ts';
import { checkLock } from './build-lock.ts';
import { chosenExporters } from './chosen-exporters.ts';
import { openCombiner } from './combine.ts';
import { orphanedLedger, refuseBroken, refuseMissing } from './gate-manifest.ts';
import { refuseSplit } from './hold-back.ts';
import { ledgersFor } from './ledgers.ts';
import type { LoadedPipeline } from './load-pipeline.ts';
import { areAsListed } from './locked-files.ts';
import { previousBuild, settingsHash, writeManifest } from './manifest.ts';
import { mergeCombined, mergeEntries, NOT_ALIGNED } from './merge-manifest.ts';
import { openGates } from './open-gates.ts';
import { families, lineageIn, type SetPlan } from './plan.ts';
import { planPipeline } from './plan-pipeline.ts';
import { choose, type Registries } from './registries.ts';
import { type Memory, openMemory } from './remember.ts';
import { errorReport, setReport } from './set-report.ts';
import { stopBuild } from './stop-build.ts';

export interface BuildOptions {
  /** Formats instead of the pipeline's own. */
  readonly formats?: readonly string[];
  /** Glob on set paths. */
  readonly only?: string;
  /** Names of enrichments to use. */
  readonly enrich?: readonly string[];
  /** Row filters, as `category=detect`. */
  readonly where?: readonly string[];
  /** Refuses inputs that differ from those in the manifest. */
  readonly locked?: boolean;
  /** Judges by the gates of the pipeline; `accept`: what a person lets through, as `--accept` has it. */
  readonly gates?: { readonly accept: readonly string[] };
  /** Tells this output folder from others; in no artefact. */
  readonly place: string;
  /** Stands for this project's code: another one builds everything anew. */
  readonly code: string;
  /** True when a file is in the output folder with just these bytes. */
  readonly holds: (file: WrittenFile) => Promise<boolean>;
  /** True when the build before this one ended early: it may have left files and no manifest. */
  readonly isResumed?: boolean;
  /** True when a history of STIX objects begins where there is none. */
  readonly ledger?: boolean;
}

/**
 * Builds one pipeline into its output folder. Rejects only with what ends the whole run (a broken
 * listing, a full disk, an interruption); a set that fails is in the report.
 */
export async function build(
  { name, settings }: LoadedPipeline,
  registries: Registries,
  ports: Ports,
  options: BuildOptions,
): Promise<PipelineReport> {
  const { cache, output, signal } = ports;
  const exporters = chosenExporters(settings, registries, options.formats);
  const filter = options.where?.length ? rowFilter(options.where) : undefined;
  const filtered = filter ? { filter: filter.expression } : {};
  const manifestName = artifactName(filtered, 'manifest', 'json');

  const previous = await previousBuild(output, manifestName);
  if (options.gates) refuseBroken(previous, manifestName);
  const known = knownSets(previous.sets.values(), (key) => lineageIn(key, settings));
  const { accepts, judge, notes } = openGates(options.gates, settings, known, manifestName);
  const planned = await planPipeline({ name, settings }, registries, ports, {
    known,
    ...(accepts ? { accepts } : {}),
    ...(options.only === undefined ? {} : { only: options.only }),
    ...(options.enrich ? { enrich: options.enrich } : {}),
  }).catch((error) => {
    if (error instanceof AttackMappingsError && error.gate) return error;
    throw error;
  });
  if (planned instanceof AttackMappingsError) {
    return stopBuild(planned, { name, settings }, output, manifestName, previous);
  }
  const { plans, fetch } = planned;
  await fetchAll(plans, fetch, signal);
  const only = options.only === undefined ? () => true : pathGlob(options.only);
  const lock = {
    manifestName,
    previous,
    settings: settingsHash(settings),
    isTaken: only,
    readOutput: (path: string) => output.read(path),
  };
  if (options.locked) await checkLock(lock, plans, ports.fetch);
  const orphan = await orphanedLedger(plans, output, previous);
  if (orphan && options.gates && !options.isResumed) refuseMissing(orphan, manifestName);
  const ledgers = ledgersFor(exporters, {
    output,
    previous: previous.sets,
    ...filtered,
    start: (options.ledger ?? false) || orphan !== undefined,
  });
  refuseSplit(plans, planned.leftOut, ledgers);
  const memory = await openMemory(
    cache,
    `${options.place} ${manifestName}`,
    [options.code, settings, exporters.map((chosen) => [chosen.exporter.name, chosen.options])],
    ledgers.keeps,
  );
  const read = {
    pipeline: settings,
    parserOf: (parser: string) => choose(registries.parsers, parser, 'parser')(),
    fetch,
    attack: planned.attack,
  };
  const context = {
    read: { ...read, judge, ...(options.locked ? { lock } : {}) },
    exporters,
    filter,
    ports,
    previous: previous.sets,
    settings: lock.settings,
    holds: options.holds,
    ledgers,
    unlisted: planned.failures.flatMap(({ path, error }) =>
      [...previous.sets.values()]
        .filter((entry) => isWithin(entry.aligned_from ?? entry.path, path))
        .map((entry) => ({ entry, error })),
    ),
  };
  // Files over all frameworks are made by builds of all sets, whole.
  const isWhole =
    options.only === undefined && filter === undefined && planned.failures.length === 0;
  const { attack, alignedTo: version } = planned;
  const combiner =
    isWhole && version !== undefined
      ? openCombiner({ ...context, previous: previous.combined, version, attack, output })
      : undefined;
  const domains = new Set(plans.map(({ key }) => key.domain));
  const total = plans.length + planned.failures.length + (combiner ? domains.size : 0);
  ports.observe({ type: 'stage', stage: 'build', total });
  const failed = planned.failures.map(({ path, error }) => ({ plan: { path }, error }));
  for (const outcome of failed) {
    ports.observe({ type: 'set', report: setReport(outcome, false) });
  }
  const combine = combiner ? { combine: combiner.add } : {};
  const built = await buildFamilies(plans, memory, { ...context, ...combine });
  const settled = [
    ...failed.map((outcome) => ({ outcome, unchanged: false })),
    ...built.flatMap(({ outcomes: all, unchanged }) =>
      all.map((outcome) => ({ outcome, unchanged })),
    ),
  ].sort((x, y) => compareText(x.outcome.plan.path, y.outcome.plan.path));
  const outcomes = settled.map(({ outcome }) => outcome);
  if (filter) refuseNothing(outcomes, filter.expression);
  const combined = combiner
    ? await buildCombined(built, combiner, previous.combined, read)
    : { entries: [], reports: [] };
  for (const report of combined.reports) ports.observe({ type: 'set', report });

  const { error } = planned;
  const unaligned = error && planned.alignedTo === undefined ? `${error.code} error` : NOT_ALIGNED;
  const complete = options.only === undefined;
  const extent = { complete, alignedTo: version, unaligned };
  const sets = mergeEntries(previous.sets, outcomes, extent);
  const troubled = [...outcomes, ...combined.reports].some((each) => 'error' in each);
  // A locked build that was refused leaves the manifest that it is held to.
  if (!options.locked || !troubled)
    await writeManifest(output, manifestName, {
      pipeline: name,
      ...filtered,
      attribution: settings.attribution,
      sets,
      combined: mergeCombined(previous.combined, combined.entries, complete ? sets : [], {
        complete: isWhole,
        unaligned,
      }),
    });
  await memory.save();
  return {
    pipeline: name,
    ...(planned.error ? { error: errorReport(planned.error) } : {}),
    sets: [
      ...settled.map(({ outcome, unchanged }) => setReport(outcome, unchanged)),
      ...combined.reports,
    ],
    diagnostics: [
      ...planned.diagnostics,
      ...notes(plans),
      ...outcomes.flatMap((outcome) => ('error' in outcome ? [] : outcome.diagnostics)),
    ],
  };
}

/** Family by family; one whose inputs and files still stand is not read. */
async function buildFamilies(
  plans: readonly SetPlan[],
  memory: Memory,
  context: FamilyContext,
): Promise<BuiltFamily[]> {
  const { ports, holds } = context;
  const built: BuiltFamily[] = [];
  for (const family of families(plans)) {
    ports.signal.throwIfAborted();
    const left = await memory.recall(family, { fetch: ports.fetch, holds });
    const { lock } = context.read;
    const recalled = left && lock && !areAsListed(lock, left) ? undefined : left;
    const outcomes = recalled ?? (await buildFamily(family, context));
    memory.keep(family, outcomes);
    const unchanged = recalled !== undefined;
    for (const outcome of outcomes) {
      ports.observe({ type: 'set', report: setReport(outcome, unchanged) });
    }
    built.push({ plans: family, outcomes, unchanged });
  }
  return built;
}

/** All documents at once, so that the network waits for nothing; failures show when a set is read. */
async function fetchAll(
  plans: readonly SetPlan[],
  fetch: FetchDocument,
  signal: AbortSignal,
): Promise<void> {
  await Promise.allSettled(
    plans.flatMap(({ documents }) => documents.map(({ url }) => fetch(url))),
  );
  signal.throwIfAborted();
}

function refuseNothing(outcomes: readonly SetOutcome[], expression: string): void {
  if (outcomes.some((outcome) => 'error' in outcome || outcome.entry.counts.mappings > 0)) return;
  throw new AttackMappingsError(
    'expectation',
    '--where',
    `no row of ${outcomes.length} sets passes ${expression}`,
  );
}
