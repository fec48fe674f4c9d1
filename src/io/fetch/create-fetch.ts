import pLimit, { type LimitFunction } from 'p-limit';
import type { FetchDocument, FetchedDocument } from '../../contracts.ts';
import { createHashCache } from '../hash-cache.ts';
import { addressCheck, parseAddress } from './addresses.ts';
import { DEFAULT_LIMITS, type FetchOptions } from './options.ts';
import { isRelativeReference, relativeFetch } from './relative-reference.ts';
import { remote } from './remote.ts';
import { fetchError, stopped } from './trouble.ts';

const DEFAULT_CONCURRENCY = 8;
const PER_HOST = 6;

/**
 * Fetches the documents of one run: relative references from the folder of the pipeline file,
 * addresses from the mirror, the store or the network, each of them once. `close` ends connections
 * and saves what was learnt about files. Throws a `config` error when the token can be none.
 */
export function createFetch(options: FetchOptions): {
  fetch: FetchDocument;
  close(): Promise<void>;
} {
  const hashes = options.hashes ?? createHashCache(options.cacheDir);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  const check = addressCheck(options.hosts);
  const fromFolder = relativeFetch(options.baseDir, hashes, limits.maxBytes);
  const connections = Math.min(concurrency, PER_HOST);
  const fromAfar = remote({ options, limits, hashes, check, connections });
  const overall = pLimit(concurrency);
  const limitOf = limitPerHost(connections);

  async function fetchOnce(url: string): Promise<FetchedDocument> {
    const inTurn = (fetch: () => Promise<FetchedDocument>) =>
      overall(() => {
        if (options.signal?.aborted) throw stopped(url, options.signal.reason);
        return fetch();
      });
    if (isRelativeReference(url)) return inTurn(() => fromFolder(url));
    const address = parseAddress(url);
    if (!address)
      throw fetchError(url, `expected an https address, found ${url}: check the address`);
    check(address, url);
    // A host's turn comes first, so that its queue takes no turns from other hosts.
    return limitOf(address.host)(() => inTurn(() => fromAfar.fetch(address, url)));
  }

  const asked = new Map<string, Promise<FetchedDocument>>();
  return {
    fetch(url) {
      const document = asked.get(url) ?? fetchOnce(url);
      asked.set(url, document);
      return document;
    },
    async close() {
      await fromAfar.close();
      if (!options.hashes) await hashes.close();
    },
  };
}

function limitPerHost(concurrency: number): (host: string) => LimitFunction {
  const limits = new Map<string, LimitFunction>();
  return (host) => {
    const limit = limits.get(host) ?? pLimit(concurrency);
    limits.set(host, limit);
    return limit;
  };
}
