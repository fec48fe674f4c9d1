import type { Reference } from '../../generated/mapping-set.ts';

/** An external reference (STIX 2.1, 2.5). */
export interface ExternalReference {
  readonly source_name: string;
  readonly description?: string;
  readonly url?: string;
  readonly hashes?: Readonly<Record<string, string>>;
  readonly external_id?: string;
}

/** Absolute http(s) addresses of RFC 3986: scheme, authority, path, query, fragment. */
const ADDRESS =
  /^https?:\/\/(?:[\w.~!$&'()*+,;=:@-]|%[0-9a-f]{2})+(?:\/(?:[\w.~!$&'()*+,;=:@/-]|%[0-9a-f]{2})*)?(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?$/i;

/** References as STIX wants them, each once. */
export function externalReferences(references: readonly Reference[]): ExternalReference[] {
  if (references.length === 0) return [];
  const unique = new Map<string, ExternalReference>();
  for (const reference of references) {
    const key = `${reference.url ?? ''}\0${reference.text ?? ''}`;
    if (!unique.has(key)) unique.set(key, externalReference(reference));
  }
  return [...unique.values()];
}

function externalReference({ url, text }: Reference): ExternalReference {
  const legal = url === undefined ? undefined : legalAddress(url);
  const words = legal === undefined ? [text, url].filter(Boolean).join(' ') : text;
  return {
    source_name: legal === undefined ? 'reference' : hostOf(legal),
    ...(words ? { description: words } : {}),
    ...(legal === undefined ? {} : { url: legal }),
  };
}

/** A document that was read, with its hash (2.5); a path beside the pipeline file has no address. */
export function documentReference(url: string, sha256: string, words: string): ExternalReference {
  const legal = legalAddress(url);
  const hashes = { 'SHA-256': sha256 };
  if (legal === undefined)
    return { source_name: 'pipeline', description: `${words} ${url}`, hashes };
  return { source_name: hostOf(legal), description: words, url: legal, hashes };
}

/** The address with percent signs where RFC 3986 wants them; undefined when that does not help. */
function legalAddress(url: string): string | undefined {
  if (ADDRESS.test(url)) return url;
  const [address = '', ...fragments] = url.split('#');
  const fragment = fragments.length === 0 ? '' : `#${encode(fragments.join('%23'))}`;
  const encoded = encode(address) + fragment;
  return ADDRESS.test(encoded) ? encoded : undefined;
}

function encode(text: string): string {
  return text.replace(/%(?![0-9a-fA-F]{2})|[^\w.~!$&'()*+,;=:@/?%-]/gu, (char) =>
    [...Buffer.from(char)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}

function hostOf(url: string): string {
  const authority = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? url;
  return authority.replace(/^.*@/, '').replace(/:\d*$/, '').toLowerCase();
}
