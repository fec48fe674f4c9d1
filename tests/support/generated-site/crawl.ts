import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListedDocument } from '../../../src/contracts.ts';
import { createFetch } from '../../../src/io/fetch/create-fetch.ts';
import { site } from '../../../src/sources/site/site.ts';

export interface CrawlOptions {
  readonly home: string;
  readonly level: 'tables' | 'full';
  readonly cacheDir: string;
  readonly signal?: AbortSignal;
  readonly offline?: boolean;
}

/** Lists a site and fetches every page that is listed, one time each and four at once, as a build does. */
export async function crawl(
  { home, level, ...options }: CrawlOptions,
  found: (document: ListedDocument) => void,
): Promise<void> {
  const { fetch, close } = createFetch({
    ...options,
    hosts: [new URL(home).host],
    userAgent: 'attack-mappings/0.0.0-test',
    onWarning: ({ url, message }) => {
      throw new Error(`${url}: ${message}`);
    },
    concurrency: 4,
    limits: { baseDelay: 1, maxAttempts: 2 },
  });
  const fetches: Promise<unknown>[] = [];
  try {
    for await (const document of site({ type: 'site', home, level }).documents(fetch)) {
      found(document);
      if (!document.error) fetches.push(fetch(document.url));
    }
    await Promise.all(fetches);
  } finally {
    await Promise.allSettled(fetches);
    await close();
  }
}

/** Everything that a crawl lists. */
export async function listing(options: CrawlOptions): Promise<ListedDocument[]> {
  const documents: ListedDocument[] = [];
  await crawl(options, (document) => documents.push(document));
  return documents;
}

/** Addresses of the documents in a store. */
export async function storedAddresses(cacheDir: string): Promise<Set<string>> {
  const folder = join(cacheDir, 'documents');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const entries = names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')));
  return new Set((await Promise.all(entries)).map(({ url }) => url));
}
