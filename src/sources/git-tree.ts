import type { ListedDocument, Source } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { readJson } from '../formats/read-json.ts';
import type { GitTreeSettings } from '../generated/pipeline.ts';
import { pathTemplate } from './path-template.ts';

/**
 * Every document of a repository whose path fits a template, from the listing of GitHub's
 * git/trees API. A listing that is cut short or names no such document is an error.
 */
export function gitTree(settings: GitTreeSettings): Source {
  const readPath = pathTemplate(settings.path);
  return {
    async *documents(fetch) {
      const listing = await fetch(settings.listing);
      const paths = pathsOf(readJson(await listing.read(), settings.listing), settings.listing);
      const documents = paths.flatMap((path) => listed(path, readPath(path), settings.documents));
      if (documents.length === 0) {
        throw new AttackMappingsError(
          'expectation',
          settings.listing,
          `expected paths like ${settings.path}, found none among ${paths.length} listed: check the pipeline's source.path`,
        );
      }
      yield* documents;
    },
  };
}

function listed(
  path: string,
  set: ListedDocument['set'] | undefined,
  base: string,
): ListedDocument[] {
  if (set === undefined) return [];
  return [{ url: base + path.split('/').map(encodeURIComponent).join('/'), set }];
}

function pathsOf(listing: unknown, subject: string): string[] {
  const { tree, truncated } = (listing ?? {}) as { tree?: unknown; truncated?: unknown };
  if (!Array.isArray(tree)) {
    throw new AttackMappingsError(
      'parse',
      subject,
      'expected a file listing with a list "tree" (GitHub git/trees API)',
    );
  }
  if (truncated === true) {
    throw new AttackMappingsError(
      'expectation',
      subject,
      'the file listing is cut short ("truncated": true): list a smaller folder',
    );
  }
  return tree
    .filter((entry) => entry?.type === 'blob' && typeof entry.path === 'string')
    .map((entry) => entry.path)
    .sort();
}
