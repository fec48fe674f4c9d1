import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import type { FetchedDocument } from '../../contracts.ts';
import type { HashCache } from '../hash-cache.ts';
import { mediaTypeOfFile } from './media-type.ts';
import { fetchError, notThere, reasonOf, tooLarge } from './trouble.ts';

export interface LocalFile {
  readonly path: string;
  /** What the document is called; never a path of this machine. */
  readonly url: string;
  /** Message of the error when there is no such file. */
  readonly missing: string;
}

/** A file as a document; its bytes are read now only when its hash is not remembered. */
export async function fileDocument(
  { path, url, missing }: LocalFile,
  hashes: HashCache,
  maxBytes: number,
): Promise<FetchedDocument> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw notThere(url, missing);
    if (found.size > maxBytes) throw tooLarge(url, maxBytes);
    const { sha256 } = await hashes.hashFile(path);
    return {
      url,
      mediaType: mediaTypeOfFile(path),
      sha256,
      read: () => readSame(path, url, sha256),
    };
  } catch (error) {
    throw readError(error, url, missing);
  }
}

/** True for a file below `folder`, by its name: links are their owner's business. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function readSame(path: string, url: string, sha256: string): Promise<Uint8Array> {
  const body = readNow(path, url);
  if (createHash('sha256').update(body).digest('hex') === sha256) return body;
  throw fetchError(
    url,
    'expected the file to stay as it is during the run, found it changed: rerun when it is finished',
  );
}

/** At once: for a local file the way over another thread takes longer than the copy. */
function readNow(path: string, url: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw readError(error, url, 'expected the file to stay during the run, found it gone: rerun');
  }
}

function readError(error: unknown, url: string, missing: string): unknown {
  const reason = reasonOf(error);
  if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(reason)) return notThere(url, missing, error);
  if (!reason.startsWith('E')) return error;
  return fetchError(url, `expected a readable file, found ${reason}: check its permissions`, error);
}
