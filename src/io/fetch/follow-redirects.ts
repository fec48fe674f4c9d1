import { type CheckAddress, parseAddress, showAddress } from './addresses.ts';
import type { HttpResponse } from './http-client.ts';
import { discardBody, headerOf } from './response.ts';
import { fetchError } from './trouble.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface Answer {
  /** Where it is from, after redirects. */
  readonly address: URL;
  readonly response: HttpResponse;
}

interface Route {
  readonly subject: string;
  readonly check: CheckAddress;
  readonly maxRedirects: number;
}

/**
 * Asks `start`, and whatever address the answer sends on to. Throws a `fetch` error when it leads
 * to an address that must not be asked, in a circle, or too far.
 */
export async function followRedirects(
  start: URL,
  { subject, check, maxRedirects }: Route,
  ask: (address: URL) => Promise<HttpResponse>,
): Promise<Answer> {
  const visited = new Set<string>();
  let address = start;
  check(start, subject);
  for (;;) {
    visited.add(address.href);
    const response = await ask(address);
    if (!REDIRECTS.has(response.statusCode)) return { address, response };

    await discardBody(response);
    const next = nextAddress(headerOf(response, 'location'), address, subject);
    const hop = `${showAddress(address)} redirects to ${showAddress(next)}`;
    if (address.protocol === 'https:' && next.protocol !== 'https:') {
      throw fetchError(subject, `expected to stay on https, found that ${hop}: check the address`);
    }
    if (visited.has(next.href)) {
      throw fetchError(subject, `found a redirect loop, ${hop} again: check the address`);
    }
    if (visited.size > maxRedirects) {
      throw fetchError(
        subject,
        `expected at most ${maxRedirects} redirects, found that ${hop}: check the address`,
      );
    }
    check(next, subject, address);
    address = next;
  }
}

function nextAddress(location: string | undefined, base: URL, subject: string): URL {
  const next = location === undefined ? undefined : parseAddress(location, base);
  if (next === undefined) {
    throw fetchError(
      subject,
      `expected a redirect to name where to, found none at ${showAddress(base)}: check the address`,
    );
  }
  return next;
}
