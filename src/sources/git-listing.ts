import type { FetchDocument } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { readJson } from '../formats/read-json.ts';

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

/** The address of a listed path: what is special in an address is escaped. */
export function documentUrl(base: string, path: string): string {
  return base + path.split('/').map(encodeURIComponent).join('/');
}
