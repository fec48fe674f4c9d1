import { statSync } from 'node:fs';
import type { Cache, FetchDocument } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { cacheFolder } from '../io/cache-folder.ts';
import { createFetch } from '../io/fetch/create-fetch.ts';
import type { FetchWarning } from '../io/fetch/options.ts';
import { createHashCache } from '../io/hash-cache.ts';
import type { HashFile } from '../io/output-folder.ts';
import { VERSION } from '../version.ts';
import { cacheHome } from './cache-home.ts';
import type { FoundPipeline } from './find-pipeline.ts';

export interface FetchOptions {
  /** Folder of fetched documents and indexes; the user's cache folder by default. */
  readonly cache?: string;
  /** Folder in the layout of wget --mirror that answers instead of the network. */
  readonly mirror?: string;
  /** Use only what the cache holds. */
  readonly offline?: boolean;
  /** Most requests at once. */
  readonly concurrency?: number;
  /** Ends the run. */
  readonly signal?: AbortSignal;
  /** Called with what went wrong and was got over. */
  readonly onWarning?: (warning: FetchWarning) => void;
}

export interface Inputs {
  readonly fetch: FetchDocument;
  readonly cache: Cache;
  readonly hashFile: HashFile;
  close(): Promise<void>;
}

/** Everything that a run of a pipeline reads through. */
export function openPipelineInputs(
  options: FetchOptions,
  { folder, settings }: Pick<FoundPipeline, 'folder' | 'settings'>,
): Inputs {
  const concurrency = options.concurrency ?? settings.concurrency;
  const polite = concurrency === undefined ? options : { ...options, concurrency };
  return openInputs(polite, folder, settings.hosts ?? []);
}

/** Everything that a run reads through: documents of the given hosts and of one folder, and the cache. */
export function openInputs(
  options: FetchOptions,
  folder: string,
  hosts: readonly string[],
): Inputs {
  const cacheDir = options.cache ?? cacheHome();
  const { mirror } = options;
  if (mirror !== undefined && !statSync(mirror, { throwIfNoEntry: false })?.isDirectory()) {
    throw new AttackMappingsError(
      'config',
      mirror,
      `no folder ${mirror} to mirror from: check --mirror`,
    );
  }
  const hashes = createHashCache(cacheDir);
  const { GITHUB_TOKEN } = process.env;
  const { fetch, close } = createFetch({
    cacheDir,
    baseDir: folder,
    hosts,
    hashes,
    userAgent: `attack-mappings/${VERSION} (mapping data pipeline)`,
    onWarning: (warning) => options.onWarning?.(warning),
    ...(mirror === undefined ? {} : { mirror }),
    ...(options.offline ? { offline: true } : {}),
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    ...(options.signal ? { signal: options.signal } : {}),
    ...(GITHUB_TOKEN ? { githubToken: GITHUB_TOKEN } : {}),
  });
  return {
    fetch,
    cache: cacheFolder(cacheDir),
    hashFile: (path) => hashes.hashFile(path),
    async close() {
      await close();
      await hashes.close();
    },
  };
}
