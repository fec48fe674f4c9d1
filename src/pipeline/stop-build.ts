import type { OutputFolder } from '../contracts.ts';
import type { AttackMappingsError } from '../errors.ts';
import type { PipelineReport } from '../generated/run-report.ts';
import type { LoadedPipeline } from './load-pipeline.ts';
import { type PreviousBuild, writeManifest } from './manifest.ts';
import { kept, whyKept } from './merge-manifest.ts';
import { errorReport } from './set-report.ts';

/** A gate stopped the whole pipeline: its files stay as they are, and the manifest says so of each set. */
export async function stopBuild(
  error: AttackMappingsError,
  { name, settings }: LoadedPipeline,
  output: OutputFolder,
  manifestName: string,
  previous: PreviousBuild,
): Promise<PipelineReport> {
  const why = whyKept(error);
  const stale = <T extends Parameters<typeof kept>[0]>(entries: ReadonlyMap<string, T>) =>
    [...entries.values()].map((entry) => (entry.status === 'current' ? kept(entry, why) : entry));
  if (previous.sets.size > 0) {
    await writeManifest(output, manifestName, {
      pipeline: name,
      attribution: settings.attribution,
      sets: stale(previous.sets),
      combined: stale(previous.combined),
    });
  }
  return { pipeline: name, error: errorReport(error), sets: [], diagnostics: [] };
}
