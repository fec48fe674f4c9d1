import pLimit from 'p-limit';
import type { Ports } from '../contracts.ts';
import type { ManifestSet } from '../generated/manifest.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import type { PipelineReport } from '../generated/run-report.ts';
import { artifactName } from '../model/artifact-name.ts';
import { compareText } from '../model/compare.ts';
import type { RowFilter } from '../model/where.ts';
import { GENERATOR } from '../version.ts';
import { AttackLibrary } from './attack-library.ts';
import {
  buildFamily,
  type ChosenExporter,
  type FamilyContext,
  type SetOutcome,
} from './build-family.ts';
import type { LoadedPipeline } from './load-pipeline.ts';
import { previousSets, writeManifest } from './manifest.ts';
import { families, type SetPlan } from './plan.ts';
import { planPipeline } from './plan-pipeline.ts';
import { choose, type Registries } from './registries.ts';
import { openMemory } from './remember.ts';
import { setReport } from './set-report.ts';

export interface BuildOptions {
  /** Formats instead of the pipeline's own. */
  readonly formats?: readonly string[];
  /** Glob on set paths. */
  readonly only?: string;
  readonly filter?: RowFilter;
  /** Stands for this project's code: another one builds everything anew. */
  readonly code: string;
}

/** Formats of a pipeline that names none. */
const FORMATS = ['json', 'csv', 'navigator', 'stix'];
/** While the files of one family are on their way to the disk, another one is made. */
const FAMILIES_AT_ONCE = 2;

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
  const exporters = chooseExporters(settings, registries, options);
  const plans = await planPipeline(pipeline, registries, ports.fetch, options.only);
  await fetchAll(plans, ports);

  const filter = options.filter ? { filter: options.filter.expression } : {};
  const manifestName = artifactName(filter, 'manifest', 'json');
  const previous = await previousSets(ports.output, manifestName);
  const context: FamilyContext = {
    read: {
      pipeline: settings,
      parser: choose(registries.parsers, settings.parser, 'parser'),
      fetch: ports.fetch,
      attack: new AttackLibrary(ports.fetch, ports.cache, settings.attack),
    },
    exporters,
    filter: options.filter,
    ports,
    previous,
  };
  const used = exporters.map((chosen) => [chosen.exporter.name, chosen.options]);
  const memory = await openMemory(ports.cache, `${name} ${manifestName}`, [
    options.code,
    settings,
    used,
  ]);

  ports.observe({ type: 'stage', stage: 'build', total: plans.length });
  const results = await eachFamily(families(plans), async (family) => {
    ports.signal.throwIfAborted();
    const recalled = await memory.recall(family, ports);
    const outcomes = recalled ?? (await buildFamily(family, context));
    memory.keep(family, outcomes);
    return outcomes.map((outcome) => {
      const report = setReport(outcome, recalled !== undefined);
      ports.observe({ type: 'set', report });
      return { outcome, report };
    });
  });
  const sets = results.flat().sort((a, b) => compareText(a.report.path, b.report.path));

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

/** Runs a few at once. After one that rejects no other begins; those under way are waited for. */
async function eachFamily<T>(
  all: readonly SetPlan[][],
  run: (family: SetPlan[]) => Promise<T>,
): Promise<T[]> {
  const failures: unknown[] = [];
  const results = await pLimit(FAMILIES_AT_ONCE).map(all, async (family) => {
    if (failures.length > 0) return [];
    try {
      return [await run(family)];
    } catch (error) {
      failures.push(error);
      return [];
    }
  });
  if (failures.length > 0) throw failures[0];
  return results.flat();
}

/** All documents at once, so that the network waits for nothing; failures show when a set is read. */
async function fetchAll(
  plans: readonly SetPlan[],
  { fetch, observe, signal }: Ports,
): Promise<void> {
  observe({ type: 'stage', stage: 'fetch', total: plans.length });
  await Promise.allSettled(
    plans.map(async ({ documents, path }) => {
      await Promise.all(documents.map(fetch));
      observe({ type: 'progress', stage: 'fetch', label: path });
    }),
  );
  signal.throwIfAborted();
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

function chooseExporters(
  settings: Pipeline,
  registries: Registries,
  options: BuildOptions,
): ChosenExporter[] {
  const own: Readonly<Record<string, unknown>> = { ...settings.exporters };
  const names = options.formats ?? (settings.exporters ? Object.keys(own) : FORMATS);
  return names.map((name) => ({
    exporter: choose(registries.exporters, name, 'format'),
    options: { ...(own[name] as object | null), generator: GENERATOR },
  }));
}
