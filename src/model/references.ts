import type { Reference } from '../generated/mapping-set.ts';

const CLEAN = /^https?:\/\/[\p{L}\p{N}_%[-][^\s<>"'\\^`{|}]*$/u;
/** No reference is longer; what is, is not looked through. */
const LONGEST = 4000;
/**
 * An address has a host and ends at white space, a bracket `<>` or a quotation mark. Addresses hold
 * others, as those of archives and mail filters do: a new one begins right after a separator at most,
 * and in a query or fragment not even there.
 */
const ADDRESS =
  /https?:\/\/(?=[\p{L}\p{N}_%[-])(?:(?!(?<=[,;|)])https?:\/\/)[^\s<>"'?#])+(?:[?#](?:[^\s<>"']|[<>"'](?=https?:\/\/))*)?/giu;

/**
 * Takes one reference string apart: every address in it, and the words that stood beside them as
 * the text of the first. Without an address, the words alone.
 */
export function parseReference(reference: string): Reference[] {
  if (reference.length > LONGEST) return [{ text: reference }];
  if (CLEAN.test(reference) && reference.lastIndexOf('://') < 8) return [{ url: reference }];
  const urls = (reference.match(ADDRESS) ?? []).map((url) =>
    withoutEnd(url).replace(/^https?/i, (scheme) => scheme.toLowerCase()),
  );
  const [first, ...rest] = urls;
  if (first === undefined) return [{ text: reference }];
  const text = wordsBeside(reference);
  return [{ url: first, ...(text ? { text } : {}) }, ...rest.map((url) => ({ url }))];
}

/**
 * An address without what parts it from words after it: separators, escapes of white space, and a
 * bracket, with the full stop behind it, that the address does not open too.
 */
function withoutEnd(text: string): string {
  const url = text.replace(/(?:\\[nrt])+$/, '');
  let unopened = url.split(')').length - url.split('(').length;
  let end = unopened > 0 && url.endsWith(').') ? url.length - 1 : url.length;
  for (; /[,;|)]/.test(url.charAt(end - 1)); end -= 1) {
    if (url.charAt(end - 1) !== ')') continue;
    if (unopened <= 0) break;
    unopened -= 1;
  }
  return url.slice(0, end);
}

function wordsBeside(reference: string): string {
  const words = reference
    .replace(ADDRESS, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !/^\\[nrt]$/.test(word));
  return words.join(' ');
}
