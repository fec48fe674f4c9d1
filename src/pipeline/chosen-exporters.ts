import type { Pipeline } from '../generated/pipeline.ts';
import { GENERATOR } from '../version.ts';
import type { ChosenExporter } from './build-family.ts';
import { choose, type Registries } from './registries.ts';

/** Formats of a pipeline that names none. */
const FORMATS = ['json', 'csv', 'navigator', 'stix'];

/** The exporters of a pipeline, or of the formats that are named instead, with the pipeline's options. */
export function chosenExporters(
  settings: Pipeline,
  registries: Registries,
  formats: readonly string[] | undefined,
): ChosenExporter[] {
  const own: Readonly<Record<string, unknown>> = { ...settings.exporters };
  const names = formats ?? (settings.exporters ? Object.keys(own) : FORMATS);
  return names.map((name) => ({
    exporter: choose(registries.exporters, name, 'format'),
    options: { ...(own[name] as object | null), generator: GENERATOR },
  }));
}
