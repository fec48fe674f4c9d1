import type { ListedDocument } from '../contracts.ts';
import type { AttackMappingsError } from '../errors.ts';
import type { Pipeline, SourceSettings } from '../generated/pipeline.ts';
import { pathSafe } from '../model/path-safe.ts';
import { completeKey, normaliseKey, setPath } from '../model/set-key.ts';
import type { CountedFetch } from './counted-fetch.ts';
import type { Registries } from './registries.ts';

/** Sets that could not be listed: the folder of one set, or of a framework. */
export interface FailedListing {
  readonly path: string;
  readonly error: AttackMappingsError;
}

/** What a source found. */
export interface Listing {
  readonly documents: readonly ListedDocument[];
  /** Sets that cannot be made. */
  readonly failures: readonly FailedListing[];
  /** Documents that would add to a set, and cannot be had. */
  readonly missing: readonly FailedListing[];
}

/** All documents of a source, counted as they are found. */
export async function listDocuments(
  settings: SourceSettings,
  registries: Registries,
  counted: CountedFetch,
): Promise<Listing> {
  const source = await registries.openSource(settings);
  const documents: ListedDocument[] = [];
  const failures: FailedListing[] = [];
  const missing: FailedListing[] = [];
  for await (const document of source.documents(counted.fetch)) {
    const { url, set, role, error } = document;
    if (error) {
      const failed = { path: pathOf(set) ?? settings.type, error };
      (role === 'enrich' ? missing : failures).push(failed);
    } else {
      documents.push(document);
      counted.expect([url]);
    }
  }
  return { documents, failures, missing };
}

/** The address that a message on the whole source names. */
export function addressOf({ source }: Pick<Pipeline, 'source'>): string {
  return source.type === 'site' ? source.home : source.listing;
}

function pathOf(set: ListedDocument['set']): string | undefined {
  const key = completeKey(set);
  if (key !== undefined) return setPath(normaliseKey(key));
  return set.framework === undefined ? undefined : pathSafe(set.framework);
}
