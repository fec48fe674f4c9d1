import type { Artifact, Exporter, ExportSet } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { nearest } from '../model/nearest.ts';
import { GENERATOR } from '../version.ts';
import { registries } from './registries.ts';

export interface Export {
  readonly artifacts: readonly Artifact[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Sets in one of the formats of `build`, with the exporter's options of a pipeline file. Nothing is
 * written: an artefact is a path and its text in chunks. Throws `config` for an unknown format and
 * for two files of one set.
 */
export function exportSets(
  sets: readonly ExportSet[],
  format: string,
  options: Readonly<Record<string, unknown>> = {},
): Export {
  checkFormats([format]);
  refuseSameSet(sets);
  const exporter = registries.exporters.get(format) as Exporter;
  const diagnostics: Diagnostic[] = [];
  const artifacts = sets.flatMap((set) => [
    ...exporter.artifacts(
      { sets: [set], options: { ...options, generator: GENERATOR } },
      (diagnostic) => diagnostics.push(diagnostic),
    ),
  ]);
  return { artifacts, diagnostics };
}

/** The whole text of an artefact. An artefact can be read once. */
export async function artifactText({ chunks }: Artifact): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

/** Every format asked for has to exist before anything is built. */
export function checkFormats(formats: readonly string[] = []): void {
  const known = [...registries.exporters.keys()];
  for (const format of formats) {
    if (known.includes(format)) continue;
    const hint = nearest(format, known);
    throw new AttackMappingsError(
      'config',
      format,
      `there is no format "${format}"${hint ? `. Did you mean ${hint}?` : ''} There are: ${known.join(', ')}`,
    );
  }
}

function refuseSameSet(sets: readonly ExportSet[]): void {
  const paths = sets.map((set) => set.path);
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice === undefined) return;
  throw new AttackMappingsError(
    'config',
    twice,
    `two files hold the set ${twice}: convert one of them at a time`,
  );
}
