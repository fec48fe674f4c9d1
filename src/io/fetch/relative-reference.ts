import { resolve } from 'node:path';
import type { FetchDocument } from '../../contracts.ts';
import type { HashCache } from '../hash-cache.ts';
import { fileDocument, isInside } from './local-file.ts';
import { fetchError } from './trouble.ts';

/** True when a reference names a file beside the pipeline file and not an address. */
export function isRelativeReference(reference: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:/i.test(reference);
}

/** Documents from the folder of the pipeline file. A reference is percent-encoded, as in a URL. */
export function relativeFetch(
  baseDir: string | undefined,
  hashes: HashCache,
  maxBytes: number,
): FetchDocument {
  return async (reference) => {
    if (baseDir === undefined) {
      throw fetchError(
        reference,
        `expected an https address, found ${reference}: check the address`,
      );
    }
    const path = resolve(baseDir, decode(reference));
    if (!isInside(resolve(baseDir), path)) throw outside(reference);
    const missing = `expected the file ${reference} beside the pipeline file, found none: check the name`;
    return fileDocument({ path, url: reference, missing }, hashes, maxBytes);
  };
}

function decode(reference: string): string {
  let path: string;
  try {
    path = decodeURIComponent(reference);
  } catch (error) {
    throw fetchError(
      reference,
      `expected a percent-encoded reference, found ${reference}: write % as %25`,
      error,
    );
  }
  if (path.includes('\0')) throw outside(reference);
  return path;
}

function outside(reference: string) {
  return fetchError(
    reference,
    `expected a file in the folder of the pipeline file, found ${reference}, which leads out of it: move the file there`,
  );
}
