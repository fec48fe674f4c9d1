import pLimit from 'p-limit';
import type { Ports, WrittenFile } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { ManifestSet } from '../generated/manifest.ts';
import type { PipelineReport } from '../generated/run-report.ts';
import { artifactName } from '../model/artifact-name.ts';
import { compareText } from '../model/compare.ts';
import { rowFilter } from '../model/where.ts';
import type { SetOutcome } from './build-family.ts';
import {
  chosenExporters,
  type FamilyJob,
  type FamilyRunner,
  inThisThread,
} from './family-runner.ts';
import { cachedIndexReader, type ReadIndex } from './index-reader.ts';
import type { LoadedPipeline } from './load-pipeline.ts';
import { previousSets, writeManifest } from './manifest.ts';
import { families, type SetPlan } from './plan.ts';
import { planPipeline } from './plan-pipeline.ts';
import type { Registries } from './registries.ts';
import { openMemory } from './remember.ts';
import { setReport } from './set-report.ts';

export interface BuildOptions {
  /** Formats instead of the pipeline's own. */
  readonly formats?: readonly string[];
  /** Glob on set paths. */
  readonly only?: string;
  /** Row filters, as `category=detect`. */
  readonly where?: readonly string[];
  /** Stands for this project's code: another one builds everything anew. */
  readonly code: string;
  /** True when a file is in the output folder with just these bytes. */
  readonly holds: (file: WrittenFile) => Promise<boolean>;
  /** Opens a runner in other threads for that many bytes of documents; undefined when this thread does. */
  readonly threads?: (
    job: FamilyJob,
    bytes: number,
    readIndex: ReadIndex,
  ) => FamilyRunner | undefined;
}

/** Formats of a pipeline that names none. */
const FORMATS = ['json', 'csv', 'navigator', 'stix'];

/**
 * Builds one pipeline into its output folder. Rejects only with what ends the whole run (a broken
 * listing, a full disk, an interruption); a set that fails is in the report.
 */
export async function build(
  pipeline: LoadedPipeline,
  registries: Registries,
  ports: Ports,
  options: BuildOptions,
): Promise<PipelineReport> {
  const { settings, name } = pipeline;
  const { where = [] } = options;
  const formats =
    options.formats ??
    Object.keys(settings.exporters ?? Object.fromEntries(FORMATS.map((format) => [format, null])));
  const exporters = chosenExporters(settings, formats, registries);
  const filter = where.length > 0 ? { filter: rowFilter(where).expression } : {};
  const manifestName = artifactName(filter, 'manifest', 'json');

  const plans = await planPipeline(pipeline, registries, ports.fetch, options.only);
  const bytes = await fetchAll(plans, ports);
  const previous = await previousSets(ports.output, manifestName);
  const used = exporters.map((chosen) => [chosen.exporter.name, chosen.options]);
  const memory = await openMemory(ports.cache, `${name} ${manifestName}`, [
    options.code,
    settings,
    used,
  ]);

  ports.observe({ type: 'stage', stage: 'build', total: plans.length });
  const readIndex = cachedIndexReader(ports.fetch, ports.cache);
  const job: FamilyJob = { settings, formats, where, previous };
  const told = (outcomes: readonly SetOutcome[], unchanged: boolean) =>
    outcomes.map((outcome) => {
      const report = setReport(outcome, unchanged);
      ports.observe({ type: 'set', report });
      return { outcome, report };
    });
  const sets: ReturnType<typeof told> = [];
  const changed: SetPlan[][] = [];
  for (const family of families(plans)) {
    const recalled = await memory.recall(family, { fetch: ports.fetch, holds: options.holds });
    if (recalled) sets.push(...told(recalled, true));
    else changed.push(family);
  }
  if (changed.length > 0) {
    const runner =
      options.threads?.(job, sum(changed, bytes), readIndex) ??
      inThisThread(job, registries, ports, readIndex);
    const largestFirst = changed.sort((a, b) => sum([b], bytes) - sum([a], bytes));
    await runAll(largestFirst, runner, ports.signal, (family, outcomes) => {
      memory.keep(family, outcomes);
      sets.push(...told(outcomes, false));
    });
  }
  sets.sort((a, b) => compareText(a.report.path, b.report.path));

  if (
    where.length > 0 &&
    sets.every(({ report }) => report.mappings === 0 && report.status !== 'failed')
  ) {
    throw new AttackMappingsError(
      'expectation',
      '--where',
      `no row of ${sets.length} sets passes ${where.join(' ')}`,
    );
  }

  const entries = merge(
    previous,
    sets.map(({ outcome }) => outcome),
    options.only === undefined,
  );
  await writeManifest(ports.output, manifestName, {
    pipeline: name,
    ...filter,
    attribution: settings.attribution,
    sets: entries,
  });
  await memory.save();
  return {
    pipeline: name,
    sets: sets.map(({ report }) => report),
    diagnostics: sets.flatMap(({ outcome }) => ('error' in outcome ? [] : outcome.diagnostics)),
  };
}

/** After a family that rejects no other begins; those under way are waited for. */
async function runAll(
  all: readonly SetPlan[][],
  runner: FamilyRunner,
  signal: AbortSignal,
  done: (family: SetPlan[], outcomes: SetOutcome[]) => void,
): Promise<void> {
  const failures: unknown[] = [];
  await pLimit(runner.atOnce).map(all, async (family) => {
    if (failures.length > 0) return;
    try {
      signal.throwIfAborted();
      done(family, await runner.run(family));
    } catch (error) {
      failures.push(error);
    }
  });
  await runner.close();
  if (failures.length > 0) throw failures[0];
}

/**
 * All documents at once, so that the network waits for nothing; failures show when a set is read.
 * Returns the bytes of each document by its address.
 */
async function fetchAll(
  plans: readonly SetPlan[],
  { fetch, observe, signal }: Ports,
): Promise<Map<string, number>> {
  observe({ type: 'stage', stage: 'fetch', total: plans.length });
  const bytes = new Map<string, number>();
  await Promise.allSettled(
    plans.map(async ({ documents, path }) => {
      for (const document of await Promise.all(documents.map(fetch)))
        bytes.set(document.url, document.bytes);
      observe({ type: 'progress', stage: 'fetch', label: path });
    }),
  );
  signal.throwIfAborted();
  return bytes;
}

function sum(all: readonly SetPlan[][], bytes: ReadonlyMap<string, number>): number {
  const documents = all.flat().flatMap((plan) => plan.documents);
  return documents.reduce((total, url) => total + (bytes.get(url) ?? 0), 0);
}

/** The manifest after this build: sets that failed, or are no longer published, keep their entry. */
function merge(
  previous: ReadonlyMap<string, ManifestSet>,
  outcomes: readonly SetOutcome[],
  complete: boolean,
): ManifestSet[] {
  const entries = new Map(previous);
  const found = new Set(outcomes.map(({ plan }) => plan.path));
  for (const [path, entry] of previous) {
    if (complete && !found.has(path)) entries.set(path, kept(entry, 'no longer at the source'));
  }
  for (const outcome of outcomes) {
    const { path } = outcome.plan;
    const old = previous.get(path);
    if (!('error' in outcome)) entries.set(path, outcome.entry);
    else if (old) entries.set(path, kept(old, `${outcome.error.code} error`));
  }
  return [...entries.values()];
}

function kept(entry: ManifestSet, reason: string): ManifestSet {
  return { ...entry, status: 'kept', reason };
}
