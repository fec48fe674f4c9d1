import { isUtf8 } from 'node:buffer';
import { AttackMappingsError } from '../errors.ts';
import { utf8Text } from './utf8-text.ts';

/** The text of a page, and whether all of its bytes were UTF-8. */
export interface DecodedPage {
  readonly text: string;
  /** Line, from 1, of the first U+FFFD, where bytes that are no UTF-8 became one. */
  readonly undecodableLine?: number;
}

/** Bytes as text. Throws `parse` for UTF-16; stray bytes become U+FFFD. */
export function decodePage(body: Uint8Array, subject: string): DecodedPage {
  const [first = 0, second = 0] = body;
  // A page begins with ASCII, of which UTF-16 makes every second byte a zero.
  if ((first >= 0xfe && second >= 0xfe) || (body.length > 1 && (first === 0) !== (second === 0))) {
    throw new AttackMappingsError(
      'parse',
      subject,
      'expected a page in UTF-8, found one in UTF-16: fetch it again, or convert it',
    );
  }
  const decoded = utf8Text(body);
  if (isUtf8(body)) return { text: decoded };
  const before = decoded.slice(0, decoded.indexOf('\ufffd'));
  return { text: decoded, undecodableLine: before.split('\n').length };
}
