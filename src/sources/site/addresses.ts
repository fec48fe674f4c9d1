/** No address of a page is longer; what is, is not followed. */
const LONGEST = 1000;

/** What would be no part of a path to the server, though it is one to us: `/`, `\` and NUL. */
const HIDDEN_SEPARATOR = /%(?:2f|5c|00)/i;

/**
 * A link as the one address of its page: absolute, without fragment and `index.html`. Undefined
 * for a link that leads out of `home`, an address in its final form, and for one that could.
 */
export function pageAddress(href: string, base: string, home: string): string | undefined {
  if (href.length > LONGEST || !URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  url.hash = '';
  url.pathname = url.pathname.replace(/\/index\.html$/, '/');
  const { href: address, search } = url;
  const isPage = address.startsWith(home) && search === '' && address.length <= LONGEST;
  return isPage && !HIDDEN_SEPARATOR.test(url.pathname) ? address : undefined;
}

/** The part of a path that stands for a name or version from a page; undefined when it can be none. */
export function pathPart(text: string): string | undefined {
  const isPart = /^[\w.,+() -]{1,100}$/.test(text) && !/^\.*$/.test(text);
  return isPart ? encodeURIComponent(text) : undefined;
}
