import { isAscii } from 'node:buffer';

/** Bytes as text without a byte order mark; those that are no UTF-8 become U+FFFD. */
export function utf8Text(body: Uint8Array): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // Most documents are ASCII, which needs no decoding.
  const text = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
