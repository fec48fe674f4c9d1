import pLimit from 'p-limit';
import { fromCompact, toCompact } from '../attack/compact.ts';
import { readBundle } from '../attack/read-bundle.ts';
import type { AttackIndex, Cache, FetchDocument } from '../contracts.ts';
import { jsonElements } from '../formats/json-elements.ts';
import type { AttackRelease } from '../generated/mapping-set.ts';

/** Where one ATT&CK bundle is. */
interface BundleAddress {
  readonly url: string;
  readonly domain: string;
  readonly version: string;
}

/** The compact index of a bundle; each is read once a run. */
export type ReadIndex = (address: BundleAddress) => Promise<AttackIndex>;

/**
 * Reads bundles through a cache of compact indexes, by the bundle's sha256: a bundle is parsed once
 * for ever, and one at a time, because a parsed one takes many times its size.
 */
export function cachedIndexReader(fetch: FetchDocument, cache: Cache): ReadIndex {
  const inTurn = pLimit(1);
  const known = new Map<string, Promise<AttackIndex>>();
  return (address) => {
    const index = known.get(address.url) ?? read(address);
    known.set(address.url, index);
    return index;
  };

  async function read({ url, domain, version }: BundleAddress): Promise<AttackIndex> {
    const document = await fetch(url);
    const release: AttackRelease = { version, url, sha256: document.sha256 };
    const name = `attack/${document.sha256}-${domain}.json`;
    const cached = fromCompact((await cache.get(name)) ?? '', release);
    if (cached) return cached;
    return inTurn(async () => {
      const index = readBundle(
        jsonElements(await document.read(), 'objects', url),
        domain,
        release,
      );
      await cache.put(name, toCompact(index));
      return index;
    });
  }
}
