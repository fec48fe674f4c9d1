import type { Cache, OutputFolder, WrittenFile } from '../contracts.ts';
import { readJson } from '../formats/read-json.ts';
import type { Manifest, ManifestSet } from '../generated/manifest.ts';
import type { MappingSet } from '../generated/mapping-set.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { compareText } from '../model/compare.ts';
import type { SetPlan } from './plan.ts';
import type { ReadSet } from './read-set.ts';

/** What the manifest says of a set just built. */
export function manifestSet(
  plan: SetPlan,
  read: ReadSet,
  diagnostics: readonly Diagnostic[],
  outputs: readonly WrittenFile[],
): ManifestSet {
  return {
    path: plan.path,
    status: 'current',
    key: { ...plan.key },
    counts: counts(read.set, diagnostics),
    inputs: [
      ...read.set.sources.map(({ url, sha256 }) => ({ url, sha256, role: 'mappings' as const })),
      ...read.releases.map(({ url, sha256 }) => ({ url, sha256, role: 'attack' as const })),
    ].sort((a, b) => compareText(a.url, b.url)),
    outputs: [...outputs].sort((a, b) => compareText(a.path, b.path)),
  };
}

function counts(set: MappingSet, diagnostics: readonly Diagnostic[]): ManifestSet['counts'] {
  const mapped = set.mappings.filter((row) => row.status !== 'non_mappable');
  const rules = diagnostics.map((diagnostic) => diagnostic.rule).sort(compareText);
  const findings = new Map<string, number>();
  for (const rule of rules) findings.set(rule, (findings.get(rule) ?? 0) + 1);
  return {
    mappings: set.mappings.length,
    capabilities: set.capabilities.length,
    techniques: new Set(mapped.flatMap((row) => row.attack_object_id ?? [])).size,
    non_mappable: set.mappings.length - mapped.length,
    ...(findings.size > 0 ? { findings: Object.fromEntries(findings) } : {}),
  };
}

/** The sets of the manifest in the output folder, by path; empty when there is none to read. */
export async function previousSets(
  output: OutputFolder,
  name: string,
): Promise<Map<string, ManifestSet>> {
  const text = await output.read(name);
  if (text === undefined) return new Map();
  try {
    const manifest = readJson(Buffer.from(text), name) as Manifest;
    return new Map(manifest.sets.map((set) => [set.path, set]));
  } catch {
    // A broken manifest is written anew; it only costs the entries of sets that this build does not make.
    return new Map();
  }
}

/** What a build of a family left, so that the same inputs need no work. */
export interface FamilyState {
  readonly fingerprint: string;
  readonly sets: readonly {
    readonly entry: ManifestSet;
    readonly diagnostics: readonly Diagnostic[];
  }[];
}

export async function readState(cache: Cache, name: string): Promise<Map<string, FamilyState>> {
  try {
    return new Map(JSON.parse((await cache.get(name)) ?? '[]') as [string, FamilyState][]);
  } catch {
    return new Map();
  }
}

export async function writeState(
  cache: Cache,
  name: string,
  state: ReadonlyMap<string, FamilyState>,
): Promise<void> {
  await cache.put(name, JSON.stringify([...state]));
}
