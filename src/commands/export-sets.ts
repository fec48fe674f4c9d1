import type { Artifact, Exporter, ExportSet } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { grouped } from '../model/grouped.ts';
import { insteadOf } from '../model/nearest.ts';
import { familyOf, lineageName } from '../model/set-key.ts';
import { GENERATOR } from '../version.ts';
import { registries } from './registries.ts';

export interface Export {
  readonly artifacts: readonly Artifact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Options for standard output, which takes one file: the mappings, without the coverage beside them. */
export const WITHOUT_COVERAGE = { coverage: false };

/**
 * Sets in one of the formats of `build`, with the exporter's options of a pipeline file. Nothing is
 * written: an artefact is a path and its text in chunks. Throws `config` for an unknown format, for
 * two files of one set and, in a format of the newest releases, for two releases of one lineage.
 */
export function exportSets(
  sets: readonly ExportSet[],
  format: string,
  options: Readonly<Record<string, unknown>> = {},
): Export {
  checkFormats([format]);
  refuseSameSet(sets);
  const exporter = registries.exporters.get(format) as Exporter;
  if (exporter.scope === 'family' && options.releases !== 'all') refuseSameLineage(sets, format);
  const diagnostics: Diagnostic[] = [];
  const artifacts = callsOf(exporter, sets).flatMap((together) => [
    ...exporter.artifacts(
      { sets: together, options: { ...options, generator: GENERATOR } },
      (diagnostic) => diagnostics.push(diagnostic),
    ),
  ]);
  return { artifacts, diagnostics };
}

/** The sets of each call, as the exporter's scope wants them. */
function callsOf(exporter: Exporter, sets: readonly ExportSet[]): ExportSet[][] {
  if (exporter.scope === 'set') return sets.map((set) => [set]);
  return [...grouped(sets, ({ set }) => familyOf(set.lineage)).values()];
}

/** The whole text of an artefact. An artefact can be read once. */
export async function artifactText({ chunks }: Pick<Artifact, 'chunks'>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

/** Every format asked for has to exist before anything is built. */
export function checkFormats(formats?: readonly string[]): void {
  const known = [...registries.exporters.keys()];
  if (formats?.length === 0) {
    throw new AttackMappingsError(
      'config',
      '--formats',
      `--formats names no format. There are: ${known.join(', ')}`,
    );
  }
  for (const format of formats ?? []) {
    if (known.includes(format)) continue;
    throw new AttackMappingsError(
      'config',
      format,
      `there is no format "${format}"${insteadOf(format, known)}`,
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
    `two files hold the set ${twice}: name one of them at a time, or join them first with parse --out`,
  );
}

/** Releases of a lineage share ids, which then stand for two contents. */
function refuseSameLineage(sets: readonly ExportSet[], format: string): void {
  for (const [one, other] of grouped(sets, ({ set }) => lineageName(set.lineage)).values()) {
    if (one === undefined || other === undefined) continue;
    throw new AttackMappingsError(
      'config',
      one.path,
      `${one.path} and ${other.path} are releases of one lineage, and a ${format} file is of the newest only: name one of them at a time, or choose a format of single sets, as csv. A pipeline writes all of them with ${format}: { releases: all }`,
    );
  }
}
