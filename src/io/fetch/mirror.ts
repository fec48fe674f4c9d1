import { join, resolve } from 'node:path';
import type { HashCache } from '../hash-cache.ts';
import { fileDocument, isInside } from './local-file.ts';
import type { FetchAddress } from './remote.ts';
import { notThere } from './trouble.ts';

/** Documents from a folder that `wget --mirror` made, or something in its layout. */
export function mirrorFetch(mirror: string, hashes: HashCache, maxBytes: number): FetchAddress {
  const folder = resolve(mirror);
  return async (address, url) => {
    const name = mirrorName(address);
    const path = join(folder, name);
    const missing = `404: expected the file ${name} in the mirror, found none: check the address, or add the file to the folder given with --mirror`;
    if (!isInside(folder, path)) throw notThere(url, missing);
    return fileDocument({ path, url, missing }, hashes, maxBytes);
  };
}

/**
 * The name that wget gives to what it gets from an address: host, decoded path and query, where
 * `/` at the end is `index.html`.
 */
export function mirrorName(address: URL): string {
  const parts = address.pathname.slice(1).split('/').map(decodePart);
  if (parts.at(-1) === '') parts[parts.length - 1] = 'index.html';
  return `${[address.host, ...parts].join('/')}${decodePart(address.search)}`;
}

/** Decodes a part, but for what would be no part of a file name: separators, control characters. */
function decodePart(part: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to stay encoded
  return decode(part).replace(/[/\\\u0000-\u001f\u007f]/g, encodeURIComponent);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // wget too leaves as they are the escapes that stand for no text.
    return text;
  }
}
