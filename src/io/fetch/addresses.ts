import { fetchError } from './trouble.ts';

/**
 * Throws a `fetch` error when an address must not be asked. `from` is the address that redirects
 * to it.
 */
export type CheckAddress = (address: URL, subject: string, from?: URL) => void;

/**
 * Only https, only the hosts that the pipeline names, no user name. Plain http is for loopback
 * addresses, which no one can listen to.
 */
export function addressCheck(hosts: readonly string[]): CheckAddress {
  const allowed = new Set(hosts.map(normalHost));
  return (address, subject, from) => {
    const found = from ? `${address.host}, where ${from.host} redirects to` : address.host;
    if (address.username !== '' || address.password !== '') {
      throw fetchError(
        from ? subject : showAddress(address),
        `expected an address without user name and password, found them for ${found}: take them out`,
      );
    }
    if (address.protocol !== 'https:' && !(address.protocol === 'http:' && isLoopback(address))) {
      throw fetchError(
        subject,
        `expected an https address, found ${address.protocol}//${found}: check the address`,
      );
    }
    if (!allowed.has(address.host)) {
      throw fetchError(
        subject,
        `expected one of the hosts that the pipeline names (${[...allowed].join(', ') || 'none'}), found ${found}: check the address, or add the host to "hosts"`,
      );
    }
  };
}

/** A text as an address, without its fragment. Undefined when it is none. */
export function parseAddress(text: string, base?: URL): URL | undefined {
  if (!URL.canParse(text, base?.href)) return undefined;
  const address = new URL(text, base?.href);
  address.hash = '';
  return address;
}

/** The text of an address for messages: without user name and password. */
export function showAddress(address: URL): string {
  const shown = new URL(address);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

function normalHost(host: string): string {
  return parseAddress(`https://${host}`)?.host ?? host;
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
