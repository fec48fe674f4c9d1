import { attackView } from '../attack/attack-view.ts';
import { findRelease, type Release, readReleases } from '../attack/releases.ts';
import type { AttackIndex, AttackView, FetchDocument } from '../contracts.ts';
import { AttackMappingsError, messageOf } from '../errors.ts';
import { jsonElements } from '../formats/json-elements.ts';
import { readJson } from '../formats/read-json.ts';
import type { AttackRelease, SetKey } from '../generated/mapping-set.ts';
import type { ReadIndex } from './index-reader.ts';

const DOMAINS = ['enterprise', 'mobile', 'ics'];

/** ATT&CK for one set. */
export interface SetAttack {
  readonly view: AttackView;
  /** Release date as the index of releases states it. */
  readonly released: string | undefined;
  /** Everything read for it. */
  readonly releases: readonly AttackRelease[];
  /** What could not be looked into. */
  readonly notes: readonly string[];
}

/** The ATT&CK releases of one index.json. */
export class AttackLibrary {
  readonly #fetch: FetchDocument;
  readonly #readIndex: ReadIndex;
  readonly #indexUrl: string;
  #releases: Promise<Release[]> | undefined;

  constructor(fetch: FetchDocument, readIndex: ReadIndex, indexUrl: string) {
    this.#fetch = fetch;
    this.#readIndex = readIndex;
    this.#indexUrl = indexUrl;
  }

  /**
   * ATT&CK as the set declares it; the other domains of that version are read only when an id asks
   * for them. Rejects with a `fetch` error when no release fits.
   */
  async forSet(key: SetKey, techniques: Iterable<string>): Promise<SetAttack> {
    const release = await this.#release(key.domain, key.attack_version);
    if (release === undefined) throw this.#noRelease(key);
    const index = await this.#index(release);
    const unknown = [...techniques].some((id) => !index.techniques.has(id));
    const notes: string[] = [];
    const others = unknown ? await this.#otherDomains(key, notes) : [];
    return {
      view: attackView(index, others, (ids) => this.#objects([index, ...others], ids)),
      released: release.modified,
      releases: [index, ...others].map((entry) => entry.release),
      notes,
    };
  }

  async #otherDomains(key: SetKey, notes: string[]): Promise<AttackIndex[]> {
    const indexes: AttackIndex[] = [];
    for (const domain of DOMAINS.filter((name) => name !== key.domain)) {
      const release = await this.#release(domain, key.attack_version);
      if (release === undefined) continue;
      try {
        indexes.push(await this.#index(release));
      } catch (error) {
        notes.push(
          `the ${domain} domain of ATT&CK ${release.version} could not be looked into: ${messageOf(error)}`,
        );
      }
    }
    return indexes;
  }

  async #release(domain: string, version: string): Promise<Release | undefined> {
    this.#releases ??= this.#fetch(this.#indexUrl).then(async (document) =>
      readReleases(readJson(await document.read(), document.url), document.url),
    );
    return findRelease(await this.#releases, domain, version);
  }

  #index({ url, domain, version }: Release): Promise<AttackIndex> {
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

  #noRelease(key: SetKey): AttackMappingsError {
    return new AttackMappingsError(
      'fetch',
      this.#indexUrl,
      `no release of the ${key.domain} domain fits ATT&CK ${key.attack_version}: check the set's attack_version`,
    );
  }
}

/** An index beside the pipeline file has a relative address; URL needs a base to resolve against. */
function resolveBeside(indexUrl: string, url: string): string {
  const base = 'relative://here/';
  const { href } = new URL(url, new URL(indexUrl, base));
  return href.startsWith(base) ? href.slice(base.length) : href;
}
