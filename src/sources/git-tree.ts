import type { Source } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { GitTreeSettings } from '../generated/pipeline.ts';
import { gitListing, listedAt } from './git-listing.ts';
import { pathTemplate } from './path-template.ts';

/**
 * Every document of a repository whose path fits a template, from the listing of GitHub's
 * git/trees API. A listing that is cut short or names no such document is an error.
 */
export function gitTree(settings: GitTreeSettings): Source {
  const readPath = pathTemplate(settings.path);
  return {
    async *documents(fetch) {
      const paths = await gitListing(fetch, settings.listing);
      const documents = paths.flatMap((path) => {
        const set = readPath(path);
        return set === undefined ? [] : [listedAt(settings.documents, path, set)];
      });
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
