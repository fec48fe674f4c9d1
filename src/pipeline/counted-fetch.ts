import type { FetchDocument, Ports } from '../contracts.ts';

/** A fetch function that tells how many documents are found and how many are there. */
export interface CountedFetch {
  readonly fetch: FetchDocument;
  /** Counts documents that will be fetched later. */
  expect(urls: Iterable<string>): void;
}

/** A source finds documents while it goes on: the total of the stage grows with it. */
export function countedFetch(fetch: FetchDocument, observe: Ports['observe']): CountedFetch {
  const found = new Set<string>();
  const asked = new Set<string>();
  const expect = (urls: Iterable<string>) => {
    const before = found.size;
    for (const url of urls) found.add(url);
    if (found.size > before) observe({ type: 'stage', stage: 'fetch', total: found.size });
  };
  return {
    expect,
    fetch(url) {
      const document = fetch(url);
      if (asked.has(url)) return document;
      asked.add(url);
      expect([url]);
      const settled = () => observe({ type: 'progress', stage: 'fetch', label: url });
      document.then(settled, settled);
      return document;
    },
  };
}
