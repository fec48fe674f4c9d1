import type { Reference } from '../generated/mapping-set.ts';

const CLEAN = /^https?:\/\/[^\s<>"'\\^`{|}]+$/;
/** No reference is longer; what is, is not looked through. */
const LONGEST = 4000;
/** An address ends at white space, or where the next one begins without a separator. */
const ADDRESS = /https?:\/\/(?:(?!(?<![/=?&:])https?:\/\/)[^\s<>"'])+/gi;

/**
 * Takes one reference string apart: every address in it, and the words that stood beside them as
 * the text of the first. Without an address, the words alone.
 */
export function parseReference(reference: string): Reference[] {
  if (reference.length > LONGEST) return [{ text: reference }];
  if (CLEAN.test(reference) && reference.lastIndexOf('://') < 8) return [{ url: reference }];
  const urls = (reference.match(ADDRESS) ?? []).map((url) =>
    url.replace(/[,;]+$/, '').replace(/^https?/i, (scheme) => scheme.toLowerCase()),
  );
  const [first, ...rest] = urls;
  if (first === undefined) return [{ text: reference }];
  const text = wordsBeside(reference);
  return [{ url: first, ...(text ? { text } : {}) }, ...rest.map((url) => ({ url }))];
}

function wordsBeside(reference: string): string {
  const words = reference
    .replace(ADDRESS, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !/^\\[nrt]$/.test(word));
  return words.join(' ');
}
