import type { OutputFolder } from '../contracts.ts';
import { messageOf } from '../errors.ts';
import { validator } from '../formats/json-schema.ts';
import { indentedJson } from '../formats/json-text.ts';
import { readJson } from '../formats/read-json.ts';
import type { Manifest, ManifestCombined, ManifestSet } from '../generated/manifest.ts';
import { validate as isManifest } from '../generated/manifest.validate.ts';
import type { MappingSet } from '../generated/mapping-set.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { compareText } from '../model/compare.ts';
import { coverageOf } from '../model/coverage.ts';
import { hashOf } from '../model/hash-of.ts';
import { isNonMappable } from '../model/non-mappable.ts';
import { GENERATOR } from '../version.ts';
import type { SetPlan } from './plan.ts';
import type { ReadSet } from './read-set.ts';

const validate = validator(isManifest);

/** What the manifest says of a set just built. */
export function manifestSet(
  plan: SetPlan,
  read: ReadSet,
  diagnostics: readonly Diagnostic[],
  outputs: ManifestSet['outputs'],
  settings: string,
): ManifestSet {
  return {
    path: plan.path,
    status: 'current',
    ...(plan.alignedFrom === undefined ? {} : { aligned_from: plan.alignedFrom.path }),
    key: { ...plan.key },
    generator: GENERATOR,
    settings,
    counts: counts(read, diagnostics),
    ...(read.facts && read.set.filter === undefined ? { facts: read.facts } : {}),
    inputs: [...read.inputs].sort((a, b) => compareText(a.url, b.url)),
    outputs: [...outputs].sort((a, b) => compareText(a.path, b.path)),
  };
}

function counts(
  { set, attack }: ReadSet,
  diagnostics: readonly Diagnostic[],
): ManifestSet['counts'] {
  const techniques = new Set<string>();
  let nonMappable = 0;
  for (const row of set.mappings) {
    if (isNonMappable(row)) nonMappable += 1;
    else if (row.attack_object_id !== undefined) techniques.add(row.attack_object_id);
  }
  const rules = diagnostics.map((diagnostic) => diagnostic.rule).sort(compareText);
  const findings = new Map<string, number>();
  for (const rule of rules) findings.set(rule, (findings.get(rule) ?? 0) + 1);
  return {
    mappings: set.mappings.length,
    capabilities: set.capabilities.length,
    techniques: techniques.size,
    non_mappable: nonMappable,
    ...(set.migrations ? { aside: rowsAside(set.migrations) } : {}),
    coverage: coverageOf(set, attack.index).summary.techniques,
    ...(findings.size > 0 ? { findings: Object.fromEntries(findings) } : {}),
  };
}

function rowsAside(migrations: NonNullable<MappingSet['migrations']>): number {
  return migrations.reduce((sum, { counts: { aside } }) => sum + aside, 0);
}

/** Stands for everything but documents that decides what a set's files hold. */
export function settingsHash({ align, expect, commit, ...settings }: Pipeline): string {
  // The version that sets are aligned to is in their paths; what is expected and committed is in no file.
  return hashOf([GENERATOR, settings]);
}

/** What an earlier build left, by path. */
export interface PreviousBuild {
  /** Why there is a manifest that says nothing. */
  readonly broken?: string;
  /** Name and version of the project that wrote the manifest; absent when there is none to read. */
  readonly generator?: string;
  readonly sets: ReadonlyMap<string, ManifestSet>;
  readonly combined: ReadonlyMap<string, ManifestCombined>;
}

/** The manifest in the output folder; empty when there is none to read. */
export async function previousBuild(
  output: Pick<OutputFolder, 'read'>,
  name: string,
): Promise<PreviousBuild> {
  const nothing = { sets: new Map(), combined: new Map() };
  const text = await output.read(name);
  if (text === undefined) return nothing;
  try {
    const document = readJson(Buffer.from(text), name);
    // What is no manifest of ours is not believed: its paths are read and removed.
    const [finding] = validate(document);
    if (finding) return { ...nothing, broken: `${finding.pointer}: ${finding.message}` };
    const { generator, sets, combined = [] } = document as Manifest;
    return {
      generator,
      sets: new Map(sets.map((set) => [set.path, set])),
      combined: new Map(combined.map((entry) => [entry.path, entry])),
    };
  } catch (error) {
    // Written anew: it costs the entries of sets that this build does not make, and what gates compare with.
    return { ...nothing, broken: messageOf(error) };
  }
}

/** The text of the notice beside a manifest. */
export function noticeText(attribution: readonly string[]): string {
  return `${attribution.join('\n\n')}\n`;
}

/** Writes the manifest, last of all, and the notice beside it. */
export async function writeManifest(
  output: OutputFolder,
  fileName: string,
  manifest: Omit<Manifest, 'schema_version' | 'generator'>,
): Promise<void> {
  const { pipeline, attribution, sets, combined = [], ...filter } = manifest;
  const document: Manifest = {
    schema_version: '1.3.0',
    pipeline,
    generator: GENERATOR,
    ...filter,
    attribution,
    sets,
    ...(combined.length === 0 ? {} : { combined }),
  };
  const staging = output.stage();
  await staging.write({ path: 'NOTICE', chunks: [noticeText(attribution)] });
  await staging.write({ path: fileName, chunks: indentedJson({ ...document }) });
  await staging.commit();
}
