import { readFile } from 'node:fs/promises';

/** What the store knows of a document besides its body. Holds no time, so none can leak out. */
export interface StoredDocument {
  readonly url: string;
  /** The address that answered after redirects: the only one its validators mean anything to. */
  readonly answeredBy: string;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly mediaType: string;
  /** Of the decoded body, lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Reads what the store knows of `url`; undefined when there is nothing, or nothing usable. */
export async function readStoredDocument(
  path: string,
  url: string,
): Promise<StoredDocument | undefined> {
  try {
    const entry: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isStoredDocument(entry) && entry.url === url ? entry : undefined;
  } catch {
    return undefined;
  }
}

function isStoredDocument(entry: unknown): entry is StoredDocument {
  if (typeof entry !== 'object' || entry === null) return false;
  const { url, answeredBy, etag, lastModified, mediaType, sha256, bytes } = entry as Record<
    keyof StoredDocument,
    unknown
  >;
  return (
    [url, answeredBy, mediaType].every((value) => typeof value === 'string') &&
    [etag, lastModified].every((value) => value === undefined || typeof value === 'string') &&
    // The hash becomes a file name, so its form is a matter of safety.
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    Number.isSafeInteger(bytes)
  );
}
