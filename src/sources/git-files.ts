import type { ListedDocument, Source } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { GitFilesSettings, ListedFiles, ListedSet } from '../generated/pipeline.ts';
import { fitsGlob, IN_PART } from '../model/glob.ts';
import { gitListing, listedAt } from './git-listing.ts';

/** No path is longer; what is, does not fit. */
const LONGEST = 500;

/**
 * Documents of a repository whose paths do not name their sets: the pipeline file says which set is
 * made of which. A path that fits no listed file fails its set alone; where no path fits, the
 * source does.
 */
export function gitFiles(settings: GitFilesSettings): Source {
  return {
    async *documents(fetch) {
      const paths = await gitListing(fetch, settings.listing);
      const sets = settings.sets.map((set) => documentsOf(set, paths, settings));
      if (sets.every((documents) => documents.every(({ error }) => error !== undefined))) {
        throw new AttackMappingsError(
          'expectation',
          settings.listing,
          `expected files like ${settings.sets[0]?.files[0]?.path}, found none among ${paths.length} listed: check the paths in the pipeline's source.sets`,
        );
      }
      for (const documents of sets) yield* documents;
    },
  };
}

/** The documents of a set, or why it cannot be listed. */
function documentsOf(
  { key, files, facts }: ListedSet,
  paths: readonly string[],
  settings: GitFilesSettings,
): ListedDocument[] {
  const documents: ListedDocument[] = [];
  for (const file of files) {
    const found = paths.filter(pathsLike(file.path));
    if (found.length === 0) return [missing(file, key, paths.length, settings)];
    for (const path of found) {
      documents.push({
        ...listedAt(settings.documents, path, key),
        ...(file.parser === undefined ? {} : { parser: file.parser }),
        ...(file.role === undefined ? {} : { role: file.role }),
        ...(facts === undefined ? {} : { facts }),
      });
    }
  }
  return documents;
}

function missing(
  { path }: ListedFiles,
  set: ListedSet['key'],
  listed: number,
  { listing, documents }: GitFilesSettings,
): ListedDocument {
  const error = new AttackMappingsError(
    'expectation',
    listing,
    `expected files like ${path}, found none among ${listed} listed: check the path in the pipeline's source.sets`,
  );
  return { url: documents + path, set, error };
}

/** `*` is any text without a slash; every other character stands for itself. */
function pathsLike(glob: string): (path: string) => boolean {
  const pieces = glob.split(/(\*)/).map((part) => (part === '*' ? IN_PART : part));
  return (path) => path.length <= LONGEST && fitsGlob(pieces, path);
}
