import type { HashCache } from '../hash-cache.ts';

/** Something a person should know though the document is there. */
export interface FetchWarning {
  readonly url: string;
  readonly message: string;
}

/** Bounds on one document. Sizes in bytes, times in milliseconds. */
export interface FetchLimits {
  /** Of a document, as sent and once decompressed. */
  readonly maxBytes: number;
  /** Connecting, and waiting for the first byte of an answer. */
  readonly headersTimeout: number;
  /** Silence within a body. */
  readonly bodyTimeout: number;
  /** All attempts, waits and redirects together. */
  readonly totalTimeout: number;
  readonly maxRedirects: number;
  readonly maxAttempts: number;
  /** Upper bound of the first wait; it doubles with every attempt, up to `maxDelay`. */
  readonly baseDelay: number;
  readonly maxDelay: number;
}

export const DEFAULT_LIMITS: FetchLimits = {
  maxBytes: 128 * 1024 * 1024,
  headersTimeout: 30_000,
  bodyTimeout: 30_000,
  totalTimeout: 300_000,
  maxRedirects: 5,
  maxAttempts: 5,
  baseDelay: 500,
  maxDelay: 20_000,
};

export interface FetchOptions {
  /** Folder of the document store and of the remembered hashes. */
  readonly cacheDir: string;
  /** Hosts that may be asked, redirects included: `host`, or `host:port` for another port. */
  readonly hosts: readonly string[];
  /** As `attack-mappings/1.0.0 (+https://…)`. */
  readonly userAgent: string;
  readonly onWarning: (warning: FetchWarning) => void;
  /** Folder in the layout of `wget --mirror` that answers instead of the network and the store. */
  readonly mirror?: string | undefined;
  /** Use only what the store holds. */
  readonly offline?: boolean | undefined;
  /** Folder of the pipeline file; relative references are files under it. */
  readonly baseDir?: string | undefined;
  /** Documents at work at the same time; at most 6 of them from one host. Default 8. */
  readonly concurrency?: number | undefined;
  readonly githubToken?: string | undefined;
  /** The only host that is sent the token. Default api.github.com; tests name their own. */
  readonly tokenHost?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly limits?: Partial<FetchLimits> | undefined;
  /** Shared with whoever hashes other files, who then also closes it. Default: one of its own. */
  readonly hashes?: HashCache | undefined;
}
