import type { FetchDocument, ListedDocument } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { readJson } from '../formats/read-json.ts';
import { shorten } from '../model/text.ts';

/**
 * Paths of all files that a listing of GitHub's git/trees API names, ordered. Rejects with a
 * `parse` error for another document, with an `expectation` error for a listing that is cut short.
 */
export async function gitListing(fetch: FetchDocument, address: string): Promise<string[]> {
  const document = await fetch(address);
  const listing = readJson(await document.read(), address);
  const { tree, truncated } = (listing ?? {}) as { tree?: unknown; truncated?: unknown };
  if (!Array.isArray(tree)) {
    throw new AttackMappingsError(
      'parse',
      address,
      'expected a file listing with a list "tree" (GitHub git/trees API)',
    );
  }
  if (truncated === true) {
    throw new AttackMappingsError(
      'expectation',
      address,
      'the file listing is cut short ("truncated": true): list a smaller folder',
    );
  }
  return tree
    .filter((entry) => entry?.type === 'blob' && typeof entry.path === 'string')
    .map((entry) => entry.path)
    .sort();
}

/** What no file of a repository is called, and what cannot be part of an address. */
const NO_PATH = /(?:^|\/)\.\.?(?:\/|$)|[\p{Surrogate}\ufffd]/u;

/**
 * A listed path as a document: what is special in an address is escaped. A path that leads out of
 * the listed folder is an error of its set.
 */
export function listedAt(base: string, path: string, set: ListedDocument['set']): ListedDocument {
  if (!NO_PATH.test(path)) {
    return { url: base + path.split('/').map(encodeURIComponent).join('/'), set };
  }
  const error = new AttackMappingsError(
    'parse',
    base,
    `expected paths of files below the listed folder, found ${JSON.stringify(shorten(path, 200))}: check the listing`,
  );
  return { url: base, set, error };
}
