import type { Framework, ListedDocument } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { Lineage, SetKey } from '../generated/mapping-set.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import { compareText } from '../model/compare.ts';
import { framework as frameworkOf } from '../model/frameworks.ts';
import { compareReleases, familyOf, lineageOf, normaliseKey, setPath } from '../model/set-key.ts';

/** A set that a build will make, known before a document of it is read. */
export interface SetPlan {
  readonly key: SetKey;
  readonly path: string;
  readonly framework: Framework;
  readonly lineage: Lineage;
  /** Addresses of its documents, ordered. */
  readonly documents: readonly string[];
  /** True for the newest set of its lineage. */
  readonly newest: boolean;
}

/**
 * Groups listed documents into sets, ordered by path. Throws `config` for a document whose path
 * does not name its set, and for sets whose folders a file system could take for one.
 */
export function planSets(documents: readonly ListedDocument[], pipeline: Pipeline): SetPlan[] {
  const byPath = new Map<string, { key: SetKey; documents: string[] }>();
  for (const { url, set } of documents) {
    const key = normaliseKey(completeKey(set, url));
    const path = setPath(key);
    const entry = byPath.get(path);
    if (entry) entry.documents.push(url);
    else byPath.set(path, { key, documents: [url] });
  }
  refuseTwins([...byPath.keys()]);
  const plans = [...byPath].map(([path, entry]) => {
    const { framework: id, framework_version } = entry.key;
    const framework = frameworkOf(id, framework_version, pipeline.frameworks?.[id]);
    return {
      key: entry.key,
      path,
      framework,
      lineage: lineageOf(entry.key, framework),
      documents: entry.documents.sort(compareText),
    };
  });
  const newest = newestKeys(plans);
  return plans
    .map((plan) => ({ ...plan, newest: newest.has(plan.key) }))
    .sort((a, b) => compareText(a.path, b.path));
}

/** Sets that share STIX objects: one framework and edition, any domain. */
export function families(plans: readonly SetPlan[]): SetPlan[][] {
  const byFamily = new Map<string, SetPlan[]>();
  for (const plan of plans) {
    const family = familyOf(plan.lineage);
    const members = byFamily.get(family);
    if (members) members.push(plan);
    else byFamily.set(family, [plan]);
  }
  return [...byFamily.values()];
}

function completeKey(set: Partial<SetKey>, url: string): SetKey {
  const { framework, framework_version, attack_version, domain } = set;
  if (!framework || !framework_version || !attack_version || !domain) {
    throw new AttackMappingsError(
      'config',
      url,
      'its path does not name framework, framework version, ATT&CK version and domain: name them in source.path',
    );
  }
  return { framework, framework_version, attack_version, domain };
}

function newestKeys(plans: readonly { key: SetKey; lineage: Lineage }[]): Set<SetKey> {
  const newest = new Map<string, SetKey>();
  for (const { key, lineage } of plans) {
    const name = JSON.stringify([lineage.framework, lineage.edition ?? null, lineage.domain]);
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
