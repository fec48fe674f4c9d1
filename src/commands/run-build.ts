import { join, resolve } from 'node:path';
import type { RunEvent } from '../contracts.ts';
import { AttackMappingsError, asAttackMappingsError } from '../errors.ts';
import { accepting } from '../gates/accepting.ts';
import type { Diagnostic, PipelineReport, RunReport, SetReport } from '../generated/run-report.ts';
import { hasKept, keptBefore } from '../io/kept-before.ts';
import { openOutputFolder } from '../io/output-folder.ts';
import { ownCode } from '../io/own-code.ts';
import { rowFilter } from '../model/where.ts';
import { build } from '../pipeline/build.ts';
import { errorReport } from '../pipeline/set-report.ts';
import { withAlignment } from '../pipeline/with-alignment.ts';
import { withLevel } from '../pipeline/with-level.ts';
import { GENERATOR } from '../version.ts';
import { checkFormats } from './export-sets.ts';
import { type FoundPipeline, findPipeline } from './find-pipeline.ts';
import { type FetchOptions, type Inputs, openPipelineInputs } from './open-inputs.ts';
import { registries } from './registries.ts';

export interface BuildRequest extends FetchOptions {
  /** Names of our pipelines or paths of pipeline files; `sample` when empty. */
  readonly pipelines?: readonly string[];
  /** Folder of the output; each pipeline gets a folder in it. Default `output`. */
  readonly out?: string;
  /** Glob on set paths, as `m365/**`. */
  readonly only?: string;
  /** Row filters, as `category=detect`. */
  readonly where?: readonly string[];
  /** How much of websites is read: tables or full. */
  readonly level?: string;
  /** ATT&CK version to align to instead of the pipeline's: a version, latest, or none. */
  readonly align?: string;
  /** Names of enrichments of the pipeline to use, beside those it always uses. */
  readonly enrich?: readonly string[];
  /** Refuses inputs that differ from those in the manifest, before anything is written. */
  readonly locked?: boolean;
  /**
   * Judges what is found by the gates of the pipelines (`expect`), against the last manifest; `accept`
   * lets through what it names, as `max_shrinkage` or `max_shrinkage:m365/**`.
   */
  readonly gates?: { readonly accept: readonly string[] };
  /** Formats instead of the pipeline's own. */
  readonly formats?: readonly string[];
  /** True: a history of STIX objects begins where there is none; where there is one it goes on in any case. */
  readonly ledger?: boolean;
  /** Called for each pipeline while its folder is locked. */
  readonly watch?: (place: BuiltPlace) => FolderWatch;
  /** Called with what goes on. */
  readonly observe?: (event: RunEvent & { readonly pipeline: string }) => void;
}

/** Where one pipeline is built, and what it is built from. */
export interface BuiltPlace {
  readonly pipeline: FoundPipeline;
  readonly folder: string;
  readonly inputs: Pick<Inputs, 'fetch' | 'cache'>;
}

export interface FolderWatch {
  /** Called once the folder is locked, before anything is read of it. */
  readonly opened: () => Promise<void>;
  /** Told of every file before it is replaced. */
  readonly replacing: (path: string) => void;
  /** Called before the folder is unlocked, with what became of it. */
  readonly built: (report: PipelineReport) => Promise<void>;
}

/**
 * Builds pipelines one after the other. Rejects with a `config` error before anything is built; a
 * pipeline or set that fails is in the report, and everything else is still built.
 */
export async function runBuild(request: BuildRequest = {}): Promise<RunReport> {
  const started = performance.now();
  const names = request.pipelines?.length ? request.pipelines : ['sample'];
  const found = await Promise.all(names.map(findPipeline));
  const pipelines = found.map((entry) => ({
    ...entry,
    settings: withAlignment(withLevel(entry.settings, request.level), request.align),
  }));
  refuseSameFolder(pipelines);
  checkFormats(request.formats);
  if (request.where?.length) rowFilter(request.where);
  checkGates(request);
  const code = ownCode();
  const reports: PipelineReport[] = [];
  for (const pipeline of pipelines) reports.push(await buildOne(pipeline, request, code));
  return {
    schema_version: '1.2.0',
    generator: GENERATOR,
    pipelines: reports,
    totals: totals(reports, (performance.now() - started) / 1000),
  };
}

async function buildOne(
  pipeline: FoundPipeline,
  request: BuildRequest,
  code: string,
): Promise<PipelineReport> {
  const { name } = pipeline;
  const observe = (event: RunEvent) => request.observe?.({ ...event, pipeline: name });
  const warnings: Diagnostic[] = [];
  const onWarning: BuildRequest['onWarning'] = (warning) => {
    warnings.push(fetchWarning(warning));
    request.onWarning?.(warning);
  };
  const inputs = openPipelineInputs({ ...request, onWarning }, pipeline);
  const folder = join(resolve(request.out ?? 'output'), name);
  const signal = request.signal ?? new AbortController().signal;
  try {
    const watch = request.watch?.({ pipeline, folder, inputs });
    const isResumed = hasKept(folder);
    // What a regeneration that ended early kept is to be as it was before any build.
    const replacing = watch?.replacing ?? (isResumed ? keptBefore(folder).keep : undefined);
    const output = await openOutputFolder(folder, inputs.hashFile, replacing);
    try {
      await watch?.opened();
      const { fetch, cache } = inputs;
      const built = await build(
        pipeline,
        registries,
        { fetch, output, cache, observe, signal },
        {
          code,
          place: folder,
          holds: output.holds,
          isResumed,
          ...(request.formats ? { formats: request.formats } : {}),
          ...(request.ledger ? { ledger: true } : {}),
          ...(request.only === undefined ? {} : { only: request.only }),
          ...(request.where ? { where: request.where } : {}),
          ...(request.locked ? { locked: true } : {}),
          ...(request.gates ? { gates: request.gates } : {}),
          ...(request.enrich ? { enrich: request.enrich } : {}),
        },
      );
      const report = { ...built, diagnostics: [...warnings, ...built.diagnostics] };
      await watch?.built(report);
      return report;
    } finally {
      await output.close();
    }
  } catch (error) {
    if (signal.aborted) throw error;
    const ours = asAttackMappingsError(error, 'export', name);
    if (ours.code === 'config') throw ours;
    return { pipeline: name, error: errorReport(ours), sets: [], diagnostics: warnings };
  } finally {
    await inputs.close();
  }
}

/** Throws `config` when gates cannot be judged as asked. */
function checkGates({ gates, where }: BuildRequest): void {
  if (gates === undefined) return;
  accepting(gates.accept);
  if (!where?.length) return;
  throw new AttackMappingsError(
    'config',
    '--where',
    'gates compare whole sets, and --where leaves some rows of them: leave it out',
  );
}

/** A document that is there though something was wrong, as a stale copy, in the report too. */
function fetchWarning({ url, message }: { url: string; message: string }): Diagnostic {
  return { severity: 'warning', rule: 'fetch', source: url, place: { pointer: '' }, message };
}

function refuseSameFolder(pipelines: readonly FoundPipeline[]): void {
  const names = pipelines.map((pipeline) => pipeline.name.toLowerCase());
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new AttackMappingsError(
    'config',
    twice,
    `two pipelines are called "${twice}" and would share a folder: rename one file`,
  );
}

function totals(reports: readonly PipelineReport[], seconds: number): RunReport['totals'] {
  const sets = reports.flatMap((report) => report.sets);
  const count = (status: SetReport['status']) => sets.filter((set) => set.status === status).length;
  const good = sets.filter(({ status }) => status !== 'failed' && status !== 'stale');
  const sum = (member: 'mappings' | 'warnings' | 'files' | 'bytes') =>
    good.reduce((total, set) => total + set[member], 0);
  return {
    sets: good.length,
    failed: count('failed'),
    stale: count('stale'),
    unchanged: count('unchanged'),
    mappings: sum('mappings'),
    warnings: sum('warnings'),
    files: sum('files'),
    bytes: sum('bytes'),
    seconds: Math.round(seconds * 1000) / 1000,
  };
}
