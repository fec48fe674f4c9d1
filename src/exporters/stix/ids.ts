import { hash } from 'node:crypto';

/** Namespace of our identifiers: random, fixed for ever. The one for observables is not ours (2.9). */
export const NAMESPACE = '5ad3d1dc-4096-4eef-8eaf-621a3fa50149';
const NAMESPACE_BYTES = Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex');

/** What tells an object from all others of its type. */
export type IdKey = Readonly<Record<string, string>>;

/** `type--UUIDv5` (STIX 2.1, 2.9), named by the canonical JSON of the type and the key. */
export function stixId(type: string, key: IdKey): string {
  return `${type}--${uuid5(canonicalKey({ type, ...key }))}`;
}

/** RFC 8785 for flat objects of strings: sorted members, strings as JSON.stringify writes them. */
export function canonicalKey(key: IdKey): string {
  const members = Object.keys(key)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(key[name])}`);
  return `{${members.join(',')}}`;
}

/** Where names are put together; a build makes tens of thousands of ids. */
const scratch = Buffer.alloc(4096);
NAMESPACE_BYTES.copy(scratch);

/** RFC 9562, 5.5, in our namespace. */
export function uuid5(name: string): string {
  const hex = hash('sha1', named(name), 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The namespace and the name, as bytes. */
function named(name: string): Buffer {
  const start = NAMESPACE_BYTES.length;
  // A UTF-16 unit takes three bytes at most.
  if (start + name.length * 3 > scratch.length) {
    return Buffer.concat([NAMESPACE_BYTES, Buffer.from(name)]);
  }
  return scratch.subarray(0, start + scratch.write(name, start));
}
