import type {
  Exporter,
  FetchDocument,
  ListedDocument,
  Parser,
  Ports,
  Source,
} from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { prettyJson } from '../formats/json-text.ts';
import type { Manifest, ManifestSet } from '../generated/manifest.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import type { ErrorReport, PipelineReport, SetReport } from '../generated/run-report.ts';
import { artifactName } from '../model/artifact-name.ts';
import { compareText } from '../model/compare.ts';
import { pathGlob } from '../model/only.ts';
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
import { type FamilyState, previousSets, readState, writeState } from './manifest.ts';
import { families, planSets, type SetPlan } from './plan.ts';
import { fingerprint, isUnchanged } from './unchanged.ts';

/** The rooms that a build joins, by the names that pipeline files use. */
export interface Registries {
  readonly sources: ReadonlyMap<string, (settings: Pipeline['source']) => Source>;
  readonly parsers: ReadonlyMap<string, Parser>;
  readonly exporters: ReadonlyMap<string, Exporter>;
}

export interface BuildOptions {
  /** Formats instead of the pipeline's own. */
  readonly formats?: readonly string[];
  /** Glob on set paths. */
  readonly only?: string;
  readonly filter?: RowFilter;
  /** Stands for this project's code: another one builds everything anew. */
  readonly code: string;
}

const FORMATS = ['json', 'csv', 'navigator', 'stix'];

/** The sets that a pipeline would build, in path order, with nothing read but the listing. */
export async function plan(
  { settings }: LoadedPipeline,
  registries: Registries,
  fetch: FetchDocument,
  only: string | undefined,
): Promise<SetPlan[]> {
  const source = choose(registries.sources, settings.source.type, 'source')(settings.source);
  const documents: ListedDocument[] = [];
  for await (const document of source.documents(fetch)) documents.push(document);
  const plans = planSets(documents, settings);
  const fewest = settings.expect?.min_sets ?? 1;
  if (plans.length < fewest) {
    throw new AttackMappingsError(
      'expectation',
      settings.source.listing,
      `expected at least ${fewest} sets, found ${plans.length}: check the listing, or expect.min_sets in the pipeline`,
    );
  }
  if (only === undefined) return plans;
  const takes = pathGlob(only);
  const taken = plans.filter((entry) => takes(entry.path));
  if (taken.length > 0) return taken;
  const some = plans.slice(0, 5).map((entry) => `  ${entry.path}`);
  throw new AttackMappingsError(
    'config',
    '--only',
    `--only "${only}" takes none of the ${plans.length} sets. Their paths look like\n${some.join('\n')}`,
  );
}

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
  const plans = await plan(pipeline, registries, ports.fetch, options.only);
  const manifestName = artifactName(
    { ...(options.filter ? { filter: options.filter.expression } : {}) },
    'manifest',
    'json',
  );
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

  ports.observe({ type: 'stage', stage: 'fetch', total: plans.length });
  await Promise.allSettled(
    plans.map(async ({ documents, path }) => {
      await Promise.all(documents.map(ports.fetch));
      ports.observe({ type: 'progress', stage: 'fetch', label: path });
    }),
  );
  ports.signal.throwIfAborted();

  ports.observe({ type: 'stage', stage: 'build', total: plans.length });
  const stateName = `builds/${fingerprint([name, manifestName])}.json`;
  const states = await readState(ports.cache, stateName);
  const common = [
    options.code,
    settings,
    exporters.map(({ exporter, options: own }) => [exporter.name, own]),
    manifestName,
  ];
  const sets: SetReport[] = [];
  const diagnostics: PipelineReport['diagnostics'] = [];
  const entries = new Map(previous);
  for (const [path, entry] of entries) {
    if (options.only === undefined && !plans.some((set) => set.path === path)) {
      entries.set(path, kept(entry, 'no longer at the source'));
    }
  }

  for (const family of families(plans)) {
    const familyName = family.map((set) => set.path).join(' ');
    const wanted = fingerprint([
      ...common,
      family.map(({ path, documents, newest }) => [path, documents, newest]),
    ]);
    const before = states.get(familyName);
    const unchanged = await isUnchanged(before, family, wanted, ports);
    const outcomes: SetOutcome[] =
      unchanged && before ? rememberedOutcomes(before, family) : await buildFamily(family, context);
    for (const outcome of outcomes) {
      const report = setReport(outcome, unchanged);
      sets.push(report);
      if ('error' in outcome) {
        const old = entries.get(outcome.plan.path);
        if (old) entries.set(old.path, kept(old, `${outcome.error.code} error`));
      } else {
        entries.set(outcome.plan.path, outcome.entry);
        diagnostics.push(...outcome.diagnostics);
      }
      ports.observe({ type: 'set', report });
    }
    const good = outcomes.flatMap((outcome) =>
      'error' in outcome ? [] : [{ entry: outcome.entry, diagnostics: outcome.diagnostics }],
    );
    if (good.length === family.length)
      states.set(familyName, { fingerprint: wanted, sets: good } satisfies FamilyState);
    else states.delete(familyName);
  }

  await writeManifest(name, settings, [...entries.values()], manifestName, options.filter, ports);
  await writeState(ports.cache, stateName, states);
  return { pipeline: name, sets: sets.sort((a, b) => compareText(a.path, b.path)), diagnostics };
}

function rememberedOutcomes(state: FamilyState, family: readonly SetPlan[]): SetOutcome[] {
  return family.flatMap((set) => {
    const found = state.sets.find(({ entry }) => entry.path === set.path);
    return found === undefined ? [] : [{ plan: set, ...found }];
  });
}

function kept(entry: ManifestSet, reason: string): ManifestSet {
  return { ...entry, status: 'kept', reason };
}

async function writeManifest(
  pipeline: string,
  settings: Pipeline,
  entries: readonly ManifestSet[],
  fileName: string,
  filter: RowFilter | undefined,
  { output }: Ports,
): Promise<void> {
  const manifest: Manifest = {
    schema_version: '1.0.0',
    pipeline,
    generator: GENERATOR,
    ...(filter ? { filter: filter.expression } : {}),
    attribution: settings.attribution,
    sets: [...entries].sort((a, b) => compareText(a.path, b.path)),
  };
  const staging = output.stage();
  await staging.write({ path: 'NOTICE', chunks: [`${settings.attribution.join('\n\n')}\n`] });
  await staging.write({ path: fileName, chunks: prettyJson(manifest) });
  await staging.commit();
}

function setReport(outcome: SetOutcome, unchanged: boolean): SetReport {
  const { path } = outcome.plan;
  if ('error' in outcome) {
    return {
      path,
      status: 'failed',
      mappings: 0,
      warnings: 0,
      files: 0,
      bytes: 0,
      error: errorReport(outcome.error),
    };
  }
  const { outputs, counts } = outcome.entry;
  return {
    path,
    status: unchanged ? 'unchanged' : 'built',
    mappings: counts.mappings,
    warnings: outcome.diagnostics.filter(({ severity }) => severity !== 'info').length,
    files: outputs.length,
    bytes: outputs.reduce((sum, file) => sum + file.bytes, 0),
  };
}

export function errorReport(error: AttackMappingsError): ErrorReport {
  return { code: error.code, subject: error.subject, message: error.message };
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

function choose<T>(registry: ReadonlyMap<string, T>, name: string, what: string): T {
  const entry = registry.get(name);
  if (entry === undefined) {
    throw new AttackMappingsError(
      'config',
      name,
      `there is no ${what} "${name}": choose one of ${[...registry.keys()].join(', ')}`,
    );
  }
  return entry;
}
