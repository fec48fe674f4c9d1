import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FetchedDocument } from '../../contracts.ts';
import { AttackMappingsError } from '../../errors.ts';
import type { HashCache } from '../hash-cache.ts';
import { makeFolder } from '../make-folder.ts';
import { replaceFile } from '../replace-file.ts';
import { removeLeftovers } from './leftovers.ts';
import { type StagedBody, stageBody } from './staged-body.ts';
import { readStoredDocument, type StoredDocument } from './stored-document.ts';
import { fetchError, reasonOf } from './trouble.ts';

/** What is known of a document before its body has come in. */
export type DocumentHead = Omit<StoredDocument, 'sha256' | 'bytes'>;

/** Documents of earlier runs by address. Every file in it is whole: a kill leaves no half ones. */
export interface DocumentStore {
  /** Undefined also when the body is missing or is not what was stored. */
  find(url: string): Promise<StoredDocument | undefined>;
  /**
   * Stores what `fill` writes, once it has written all of it. Passes on what `fill` throws; throws
   * a fatal `fetch` error when the store cannot be written.
   */
  save(
    url: string,
    fill: (body: StagedBody['write']) => Promise<DocumentHead>,
  ): Promise<StoredDocument>;
  /** The stored document as one that was fetched. */
  document(entry: StoredDocument, url: string): FetchedDocument;
}

/** The store in `cacheDir`/documents: `<sha256 of the body>.body` and `<sha256 of the address>.json`. */
export function documentStore(cacheDir: string, hashes: HashCache): DocumentStore {
  const folder = join(cacheDir, 'documents');
  const bodyPath = (sha256: string) => join(folder, `${sha256}.body`);
  const entryPath = (url: string) =>
    join(folder, `${createHash('sha256').update(url).digest('hex')}.json`);
  let preparing: Promise<void> | undefined;

  async function prepare(): Promise<void> {
    makeFolder(folder);
    await removeLeftovers(folder);
  }

  async function orUnwritable<T>(url: string, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw new AttackMappingsError(
        'fetch',
        url,
        `expected to write to the document store, found ${reasonOf(error)}: check space and permissions of ${folder}, or choose another folder with --cache`,
        { cause: error, fatal: true },
      );
    }
  }

  return {
    async find(url) {
      const entry = await readStoredDocument(entryPath(url), url);
      if (entry === undefined) return undefined;
      const body = await hashes.hashFile(bodyPath(entry.sha256)).catch(() => undefined);
      return body?.sha256 === entry.sha256 && body.bytes === entry.bytes ? entry : undefined;
    },

    async save(url, fill) {
      preparing ??= prepare();
      await orUnwritable(url, preparing);
      const body = await orUnwritable(url, stageBody(folder));
      try {
        const head = await fill((chunk) => orUnwritable(url, body.write(chunk)));
        const entry = { ...head, ...(await orUnwritable(url, body.commit(bodyPath))) };
        await orUnwritable(url, replaceFile(entryPath(url), `${JSON.stringify(entry)}\n`));
        return entry;
      } finally {
        await body.discard();
      }
    },

    document(entry, url) {
      const { mediaType, sha256 } = entry;
      const read = async () => {
        const body = await readFile(bodyPath(sha256)).catch((error: unknown) => {
          if (reasonOf(error) === 'ENOENT') return undefined;
          throw fetchError(
            url,
            `expected to read the stored body, found ${reasonOf(error)}: check permissions in the cache folder, then rerun`,
            error,
          );
        });
        if (body !== undefined && createHash('sha256').update(body).digest('hex') === sha256) {
          return body;
        }
        await rm(entryPath(entry.url), { force: true });
        await rm(bodyPath(sha256), { force: true });
        throw fetchError(
          url,
          `expected the stored body to be as it was fetched, found it ${body ? 'damaged' : 'missing'}: it is now forgotten, rerun to fetch it again`,
        );
      };
      return { url, mediaType, sha256, read };
    },
  };
}
