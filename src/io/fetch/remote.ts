import type { FetchedDocument } from '../../contracts.ts';
import type { HashCache } from '../hash-cache.ts';
import type { CheckAddress } from './addresses.ts';
import { documentStore } from './document-store.ts';
import { usableToken } from './github-token.ts';
import { mirrorFetch } from './mirror.ts';
import { networkFetch } from './network.ts';
import { offlineFetch } from './offline.ts';
import type { FetchLimits, FetchOptions } from './options.ts';

/** Fetches the document at an address; `url` is what the pipeline calls it. */
export type FetchAddress = (address: URL, url: string) => Promise<FetchedDocument>;

/** Where documents with an address come from, and how to let go of it. */
export interface Remote {
  readonly fetch: FetchAddress;
  close(): Promise<void>;
}

export interface RemoteSettings {
  readonly options: FetchOptions;
  readonly limits: FetchLimits;
  readonly hashes: HashCache;
  readonly check: CheckAddress;
  /** Connections to one host. */
  readonly connections: number;
}

/** The mirror when there is one; else the store, and the network unless offline. */
export function remote(settings: RemoteSettings): Remote {
  const { options, limits, hashes } = settings;
  const close = async () => undefined;
  if (options.mirror !== undefined) {
    return { fetch: mirrorFetch(options.mirror, hashes, limits.maxBytes), close };
  }
  if (options.offline) {
    return { fetch: offlineFetch(documentStore(options.cacheDir, hashes)), close };
  }
  return lazyNetwork(settings);
}

/** Loads the HTTP client with the first document: the other ways start without its load time. */
function lazyNetwork(settings: RemoteSettings): Remote {
  const token = usableToken(settings.options.githubToken);
  let opening: Promise<Remote> | undefined;
  return {
    async fetch(address, url) {
      opening ??= openNetwork(settings, token);
      return (await opening).fetch(address, url);
    },
    async close() {
      const network = await opening?.catch(() => undefined);
      await network?.close();
    },
  };
}

async function openNetwork(
  { options, limits, hashes, check, connections }: RemoteSettings,
  token: string | undefined,
): Promise<Remote> {
  const { httpClient } = await import('./http-client.ts');
  const { userAgent, tokenHost = 'api.github.com' } = options;
  const client = httpClient({ userAgent, connections, limits, token, tokenHost });
  const store = documentStore(options.cacheDir, hashes);
  const { signal: stop, onWarning } = options;
  return {
    fetch: networkFetch({ client, store, check, limits, stop, onWarning }),
    close: () => client.close(),
  };
}
