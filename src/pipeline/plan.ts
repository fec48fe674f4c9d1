import type { DocumentRole, Framework, ListedDocument } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { Lineage, SetKey } from '../generated/mapping-set.ts';
import type { Pipeline, SetFacts } from '../generated/pipeline.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { compareText } from '../model/compare.ts';
import { framework as frameworkOf } from '../model/frameworks.ts';
import { grouped } from '../model/grouped.ts';
import { pathSafe } from '../model/path-safe.ts';
import {
  compareReleases,
  completeKey,
  familyOf,
  lineageName,
  lineageOf,
  normaliseKey,
  setPath,
} from '../model/set-key.ts';

export interface PlannedDocument {
  readonly url: string;
  /** Name of the parser that reads it. */
  readonly parser: string;
  readonly role: DocumentRole;
}

/** A set that a build will make, known before a document of it is read. */
export interface SetPlan {
  readonly key: SetKey;
  readonly path: string;
  readonly framework: Framework;
  readonly lineage: Lineage;
  /** Its documents, ordered by address. */
  readonly documents: readonly PlannedDocument[];
  /** What the pipeline file says of it. */
  readonly facts?: SetFacts;
  /** What is to be said of its documents before they are read. */
  readonly notes?: readonly Diagnostic[];
  /** True for the newest set of its lineage. */
  readonly newest: boolean;
  /** Of an aligned set: the set that it is migrated from. */
  readonly alignedFrom?: SetPlan;
}

/**
 * Groups listed documents into sets, ordered by path. Throws `config` for a document whose path
 * does not name its set, and for sets whose folders a file system could take for one.
 */
export function planSets(documents: readonly ListedDocument[], pipeline: Pipeline): SetPlan[] {
  const byPath = new Map<string, { key: SetKey; documents: ListedDocument[] }>();
  for (const document of documents) {
    const key = keyOf(document);
    const path = setPath(key);
    const entry = byPath.get(path);
    if (entry) entry.documents.push(document);
    else byPath.set(path, { key, documents: [document] });
  }
  refuseTwins([...byPath.keys()]);
  const plans = [...byPath.values()].map((entry) => planOf(entry.key, entry.documents, pipeline));
  const newest = newestKeys(plans);
  return plans
    .map((plan) => ({ ...plan, newest: newest.has(plan.key) }))
    .sort((a, b) => compareText(a.path, b.path));
}

/** The newest set of each lineage once more, to be carried to another ATT&CK version. */
export function alignedPlans(plans: readonly SetPlan[], version: string): SetPlan[] {
  return plans
    .filter(({ newest }) => newest)
    .map((plan) => ({
      ...plan,
      key: { ...plan.key, attack_version: version },
      path: `aligned-${pathSafe(version)}/${plan.path}`,
      alignedFrom: plan,
    }));
}

/**
 * The same plans, where no set stands in for a newer one of its lineage that is known and cannot be
 * made in this build: its bundle, and what is aligned of it, stay those of the newer one.
 */
export function withoutStandIns(
  plans: readonly SetPlan[],
  held: readonly { readonly key: SetKey; readonly lineage: string }[],
): readonly SetPlan[] {
  return plans.map((plan) => {
    const name = plan.newest ? lineageName(plan.lineage) : undefined;
    const isNewest = !held.some(
      ({ key, lineage }) => lineage === name && compareReleases(key, plan.key) > 0,
    );
    return isNewest ? plan : { ...plan, newest: false };
  });
}

/** Sets that share STIX objects: one framework and edition, any domain. */
export function families(plans: readonly SetPlan[]): SetPlan[][] {
  return [...grouped(plans, ({ lineage }) => familyOf(lineage)).values()];
}

/** The plan of one set by itself. */
export function planOf(
  key: SetKey,
  documents: readonly Omit<ListedDocument, 'set'>[],
  { frameworks, parser }: Pick<Pipeline, 'frameworks' | 'parser'>,
): Omit<SetPlan, 'newest'> {
  const framework = frameworkIn(key, frameworks);
  const facts = documents.find((document) => document.facts !== undefined)?.facts;
  return {
    key,
    path: setPath(key),
    framework,
    lineage: lineageOf(key, framework),
    documents: documents
      .map((document) => ({
        url: document.url,
        parser: document.parser ?? parser,
        role: document.role ?? 'rows',
      }))
      .sort((a, b) => compareText(a.url, b.url)),
    ...(facts ? { facts } : {}),
  };
}

/** The lineage of a set of that pipeline. */
export function lineageIn(key: SetKey, pipeline: Pick<Pipeline, 'frameworks'>): Lineage {
  return lineageOf(key, frameworkIn(key, pipeline.frameworks));
}

function frameworkIn(key: SetKey, frameworks: Pipeline['frameworks']): Framework {
  return frameworkOf(key.framework, key.framework_version, frameworks?.[key.framework]);
}

/** Documents that make up a set, or those that add to it. */
export function documentsOf(plan: Pick<SetPlan, 'documents'>, role: DocumentRole) {
  return plan.documents.filter((document) => document.role === role);
}

function keyOf({ url, set }: ListedDocument): SetKey {
  const key = completeKey(set);
  if (key !== undefined) return normaliseKey(key);
  throw new AttackMappingsError(
    'config',
    url,
    'its path does not name framework, framework version, ATT&CK version and domain: name them in source.path',
  );
}

function newestKeys(plans: readonly { key: SetKey; lineage: Lineage }[]): Set<SetKey> {
  const newest = new Map<string, SetKey>();
  for (const { key, lineage } of plans) {
    const name = lineageName(lineage);
    const best = newest.get(name);
    if (best === undefined || compareReleases(key, best) > 0) newest.set(name, key);
  }
  return new Set(newest.values());
}

/** Two folders that differ only by case are one folder on many machines. */
function refuseTwins(paths: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const twin = seen.get(path.toLowerCase());
    if (twin !== undefined) {
      throw new AttackMappingsError(
        'config',
        path,
        `${path} and ${twin} differ only by case, and would be one folder on many machines: rename one at its source`,
      );
    }
    seen.set(path.toLowerCase(), path);
  }
}
