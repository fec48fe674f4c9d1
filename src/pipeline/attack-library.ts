import { attackView } from '../attack/attack-view.ts';
import { findRelease, findVersion, type Release, readReleases } from '../attack/releases.ts';
import type { AttackIndex, AttackView, FetchDocument } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { jsonElements } from '../formats/json-elements.ts';
import { readJson } from '../formats/read-json.ts';
import type { AttackRelease, SetKey } from '../generated/mapping-set.ts';
import { ATTACK_DOMAINS } from '../model/attack-domains.ts';
import { insteadOf } from '../model/nearest.ts';
import type { ReadIndex } from './index-reader.ts';

/** A domain and an ATT&CK version. */
type ReleaseKey = Pick<SetKey, 'domain' | 'attack_version'>;

/** ATT&CK for one set. */
export interface SetAttack {
  readonly view: AttackView;
  /** Release date as the index of releases states it. */
  readonly released: string | undefined;
  /** Bundles read for it. */
  readonly releases: readonly AttackRelease[];
  /** The index of releases that they were found in. */
  readonly index: { readonly url: string; readonly sha256: string };
}

/** The ATT&CK releases of one index.json. */
export class AttackLibrary {
  readonly #fetch: FetchDocument;
  readonly #readIndex: ReadIndex;
  readonly #indexUrl: string;
  #index: Promise<{ readonly sha256: string; readonly releases: readonly Release[] }> | undefined;

  constructor(fetch: FetchDocument, readIndex: ReadIndex, indexUrl: string) {
    this.#fetch = fetch;
    this.#readIndex = readIndex;
    this.#indexUrl = indexUrl;
  }

  /**
   * ATT&CK as the set declares it; the other domains of that version are read only when an id asks
   * for them. Rejects with a `fetch` error when no release fits.
   */
  async forSet(key: ReleaseKey, techniques: Iterable<string>): Promise<SetAttack> {
    const { sha256, releases } = await this.#releases();
    const release = findRelease(releases, key.domain, key.attack_version);
    if (release === undefined) throw this.#noRelease(key.domain, key.attack_version, releases);
    const index = await this.#read(release);
    const unknown = [...techniques].filter((id) => !index.techniques.has(id));
    const others = unknown.length > 0 ? await this.#otherDomains(key, releases, unknown) : [];
    return {
      view: attackView(index, others, (ids) => this.#objects([index, ...others], ids)),
      released: release.modified,
      releases: [index, ...others].map((entry) => entry.release),
      index: { url: this.#indexUrl, sha256 },
    };
  }

  /** True when there is a release of that version for the domain. */
  async has(domain: string, version: string): Promise<boolean> {
    return findRelease((await this.#releases()).releases, domain, version) !== undefined;
  }

  /** True when the index lists just that version for the domain, and no other one need be read for it. */
  async lists({ domain, attack_version }: ReleaseKey): Promise<boolean> {
    const { releases } = await this.#releases();
    return releases.some((entry) => entry.domain === domain && entry.version === attack_version);
  }

  /** One domain of a release. Rejects with a `fetch` error when there is none. */
  async indexOf(domain: string, version: string): Promise<AttackIndex> {
    const { releases } = await this.#releases();
    const release = findRelease(releases, domain, version);
    if (release === undefined) throw this.#noRelease(domain, version, releases);
    return this.#read(release);
  }

  /**
   * The release that a version means, whatever the domain; `latest` is the highest that is no beta.
   * Rejects with `config` when there is none.
   */
  async version(wanted: string): Promise<string> {
    const { releases } = await this.#releases();
    const version = findVersion(releases, wanted);
    if (version !== undefined) return version;
    const known = [...new Set(releases.map((release) => release.version))];
    throw new AttackMappingsError(
      'config',
      wanted,
      `there is no ATT&CK ${wanted} in ${this.#indexUrl}${insteadOf(wanted, known)}`,
    );
  }

  /** A domain that cannot be read matters only to an id that no other one knows; then it ends the set. */
  async #otherDomains(
    key: ReleaseKey,
    releases: readonly Release[],
    unknown: readonly string[],
  ): Promise<AttackIndex[]> {
    const indexes: AttackIndex[] = [];
    const failures: unknown[] = [];
    for (const domain of ATTACK_DOMAINS.filter((name) => name !== key.domain)) {
      const release = findRelease(releases, domain, key.attack_version);
      if (release === undefined) continue;
      try {
        indexes.push(await this.#read(release));
      } catch (error) {
        failures.push(error);
      }
    }
    const lost = unknown.filter((id) => !indexes.some((index) => index.techniques.has(id)));
    if (failures.length > 0 && lost.length > 0) throw failures[0];
    return indexes;
  }

  #releases() {
    this.#index ??= this.#fetch(this.#indexUrl).then(async ({ url, sha256, read }) => ({
      sha256,
      releases: readReleases(readJson(await read(), url), url),
    }));
    return this.#index;
  }

  #read({ url, domain, version }: Release): Promise<AttackIndex> {
    return this.#readIndex({ url: resolveBeside(this.#indexUrl, url), domain, version });
  }

  async #objects(indexes: readonly AttackIndex[], ids: ReadonlySet<string>) {
    const found: Record<string, unknown>[] = [];
    for (const { release } of indexes) {
      const body = await (await this.#fetch(release.url)).read();
      const objects = [...jsonElements(body, 'objects', release.url)] as Record<string, unknown>[];
      const wanted = new Set(ids);
      for (const { id, created_by_ref, object_marking_refs } of objects) {
        if (!ids.has(String(id))) continue;
        const markings = Array.isArray(object_marking_refs) ? object_marking_refs : [];
        for (const ref of [created_by_ref, ...markings]) wanted.add(String(ref));
      }
      found.push(...objects.filter((object) => wanted.has(String(object.id))));
    }
    return found;
  }

  #noRelease(domain: string, version: string, releases: readonly Release[]): AttackMappingsError {
    const known = releases
      .filter((release) => release.domain === domain)
      .map((entry) => entry.version);
    return new AttackMappingsError(
      'fetch',
      this.#indexUrl,
      `no release of the ${domain} domain fits ATT&CK ${version}: check the set's attack_version. There are: ${known.join(', ') || 'none'}`,
    );
  }
}

/** An index beside the pipeline file has a relative address; URL needs a base to resolve against. */
function resolveBeside(indexUrl: string, url: string): string {
  const base = 'relative://here/';
  const { href } = new URL(url, new URL(indexUrl, base));
  return href.startsWith(base) ? href.slice(base.length) : href;
}
