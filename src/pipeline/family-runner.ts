import type { Ports } from '../contracts.ts';
import type { ManifestSet } from '../generated/manifest.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import { rowFilter } from '../model/where.ts';
import { GENERATOR } from '../version.ts';
import { AttackLibrary } from './attack-library.ts';
import { buildFamily, type ChosenExporter, type SetOutcome } from './build-family.ts';
import type { ReadIndex } from './index-reader.ts';
import type { SetPlan } from './plan.ts';
import { choose, type Registries } from './registries.ts';

/** Everything that the families of one build have in common; plain data, so that it can go to another thread. */
export interface FamilyJob {
  readonly settings: Pipeline;
  /** Names of the formats to write. */
  readonly formats: readonly string[];
  /** Row filters, as `category=detect`. */
  readonly where: readonly string[];
  /** Entries of the manifest before this build, by path. */
  readonly previous: ReadonlyMap<string, ManifestSet>;
}

/** Builds families, in this thread or in others. */
export interface FamilyRunner {
  /** How many families it takes at once. */
  readonly atOnce: number;
  run(family: readonly SetPlan[]): Promise<SetOutcome[]>;
  close(): Promise<void>;
}

/** Two families at once in this thread: while the files of one are on their way to the disk, the other is made. */
export function inThisThread(
  job: FamilyJob,
  registries: Registries,
  ports: Ports,
  readIndex: ReadIndex,
): FamilyRunner {
  const { settings } = job;
  const context = {
    read: {
      pipeline: settings,
      parser: choose(registries.parsers, settings.parser, 'parser'),
      fetch: ports.fetch,
      attack: new AttackLibrary(ports.fetch, readIndex, settings.attack),
    },
    exporters: chosenExporters(settings, job.formats, registries),
    filter: job.where.length > 0 ? rowFilter(job.where) : undefined,
    ports,
    previous: job.previous,
  };
  return { atOnce: 2, run: (family) => buildFamily(family, context), close: async () => {} };
}

/** The exporters of a build, each with its options of the pipeline file. Throws `config` for an unknown one. */
export function chosenExporters(
  settings: Pipeline,
  formats: readonly string[],
  registries: Registries,
): ChosenExporter[] {
  const options: Readonly<Record<string, unknown>> = { ...settings.exporters };
  return formats.map((name) => ({
    exporter: choose(registries.exporters, name, 'format'),
    options: { ...(options[name] as object | null), generator: GENERATOR },
  }));
}
