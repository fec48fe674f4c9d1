import type { DocumentStore } from './document-store.ts';
import type { FetchAddress } from './remote.ts';
import { notThere } from './trouble.ts';

/** Documents from the store alone. */
export function offlineFetch(store: DocumentStore): FetchAddress {
  return async (address, url) => {
    const stored = await store.find(address.href);
    if (stored) return store.document(stored, url);
    throw notThere(
      url,
      'expected the document in the store, found none and --offline forbids to ask for it: run once without --offline',
    );
  };
}
