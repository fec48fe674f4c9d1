import type { CheckAddress } from './addresses.ts';
import type { DocumentStore } from './document-store.ts';
import { type Answer, followRedirects } from './follow-redirects.ts';
import type { HttpClient } from './http-client.ts';
import type { FetchLimits, FetchWarning } from './options.ts';
import { receiveDocument } from './receive-document.ts';
import type { FetchAddress } from './remote.ts';
import { discardBody } from './response.ts';
import { withRetries } from './retry.ts';
import type { StoredDocument } from './stored-document.ts';
import { fetchError, Trouble } from './trouble.ts';

interface Network {
  readonly client: HttpClient;
  readonly store: DocumentStore;
  readonly check: CheckAddress;
  readonly limits: FetchLimits;
  readonly stop: AbortSignal | undefined;
  readonly onWarning: (warning: FetchWarning) => void;
}

/**
 * Documents from the network, by way of the store: asks whether the stored one is still right, and
 * uses it with a warning when no answer is to be had.
 */
export function networkFetch(network: Network): FetchAddress {
  const { store, limits, stop, onWarning } = network;
  return async (address, url) => {
    const stored = await store.find(address.href);
    try {
      const current = await withRetries(url, limits, stop, (signal) =>
        attempt(network, address, stored, signal),
      );
      return store.document(current, url);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      if (stored === undefined) {
        throw fetchError(url, `${error.message}: ${error.advice}`, error);
      }
      onWarning({
        url,
        message: `${error.message}; using the stored copy of an earlier run, age unknown: ${error.advice}`,
      });
      return store.document(stored, url);
    }
  };
}

/** One attempt: the stored document when it is unchanged, else the one that came in. */
async function attempt(
  network: Network,
  start: URL,
  stored: StoredDocument | undefined,
  signal: AbortSignal,
): Promise<StoredDocument> {
  const first = await ask(network, start, stored, signal);
  if (first.response.statusCode !== 304) return receiveDocument(network, start.href, first, signal);

  await discardBody(first.response);
  if (stored && isStillAt(stored, first.address)) return stored;
  // "Not modified" to a question nobody asked: some cache in between is confused.
  const second = await ask(network, start, undefined, signal);
  if (second.response.statusCode !== 304)
    return receiveDocument(network, start.href, second, signal);

  await discardBody(second.response);
  throw fetchError(
    start.href,
    'expected a document, found 304 Not Modified twice though none is stored: check the server or the proxy in between',
  );
}

function ask(
  { client, check, limits }: Network,
  start: URL,
  stored: StoredDocument | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  const route = { subject: start.href, check, maxRedirects: limits.maxRedirects };
  return followRedirects(start, route, (address) =>
    client.get(address, conditions(stored, address), signal),
  );
}

/** Validators mean something only to the address that gave them. */
function conditions(stored: StoredDocument | undefined, address: URL): Record<string, string> {
  if (!stored || !isStillAt(stored, address)) return {};
  return {
    ...(stored.etag !== undefined && { 'if-none-match': stored.etag }),
    ...(stored.lastModified !== undefined && { 'if-modified-since': stored.lastModified }),
  };
}

function isStillAt(stored: StoredDocument, address: URL): boolean {
  return stored.answeredBy === address.href;
}
