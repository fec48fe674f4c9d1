import { AttackMappingsError } from '../errors.ts';
import { compareVersions } from '../model/compare.ts';

/** One release of one domain, from index.json. */
export interface Release {
  readonly domain: string;
  readonly version: string;
  readonly url: string;
  /** ISO 8601, or undefined when the index does not say. */
  readonly modified: string | undefined;
}

/** The releases that an attack-stix-data index.json lists. Throws `parse` when it is none. */
export function readReleases(index: unknown, subject: string): Release[] {
  const collections = (index as { collections?: unknown } | null)?.collections;
  if (!Array.isArray(collections)) {
    throw new AttackMappingsError(
      'parse',
      subject,
      'expected an index of ATT&CK releases with a list "collections"',
    );
  }
  return collections.flatMap((collection) => {
    const domain = /^(enterprise|mobile|ics)\b/i.exec(String(collection?.name))?.[1]?.toLowerCase();
    if (domain === undefined || !Array.isArray(collection.versions)) return [];
    return collection.versions.map((entry: Record<string, unknown>) => ({
      domain,
      version: String(entry.version),
      url: String(entry.url),
      modified: typeof entry.modified === 'string' ? entry.modified : undefined,
    }));
  });
}

/**
 * The release that a declared version means: the version itself, else, and for a major version such
 * as a layer names, the highest non-beta release of that major version. Undefined when there is none.
 */
export function findRelease(
  releases: readonly Release[],
  domain: string,
  declared: string,
): Release | undefined {
  const candidates = releases.filter((release) => release.domain === domain);
  const exact = candidates.find((release) => release.version === declared);
  if (exact) return exact;
  const major = majorOf(declared);
  return candidates
    .filter((release) => isFinal(release.version) && majorOf(release.version) === major)
    .sort((a, b) => compareVersions(b.version, a.version))[0];
}

/**
 * The version that someone means who asks for it by name: itself, the highest release of a major
 * version, or of all for `latest`. Betas only by their whole name. Undefined when there is none.
 */
export function findVersion(releases: readonly Release[], wanted: string): string | undefined {
  const version = wanted.trim().replace(/^v/i, '');
  const known = releases.map((release) => release.version);
  if (known.includes(version)) return version;
  const isMajor = /^\d+$/.test(version);
  if (!isMajor && version !== 'latest') return undefined;
  return known
    .filter((entry) => isFinal(entry) && (!isMajor || majorOf(entry) === version))
    .sort(compareVersions)
    .at(-1);
}

function isFinal(version: string): boolean {
  return /^[\d.]+$/.test(version);
}

function majorOf(version: string): string {
  return version.replace(/^v/i, '').split(/[.-]/)[0] ?? version;
}
