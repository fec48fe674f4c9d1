import { isUtf8 } from 'node:buffer';
import { AttackMappingsError } from '../errors.ts';
import { shorten } from '../model/text.ts';
import { utf8Text } from './utf8-text.ts';

/** What a document should be. */
interface Expected {
  /** Its format, as YAML. */
  readonly format: string;
  readonly largest: number;
}

/**
 * Bytes as text without a byte order mark. Throws a `parse` error that tells a document that is too
 * large, no text, empty or a web page apart.
 */
export function readText(body: Uint8Array, subject: string, { format, largest }: Expected): string {
  const fail = (found: string): never => {
    throw new AttackMappingsError('parse', subject, `expected ${format}, found ${found}`);
  };
  if (body.length > largest) fail(`${body.length} bytes: at most ${largest} are read`);
  if (!isUtf8(body)) fail('bytes that are no UTF-8: save it in UTF-8');
  const text = utf8Text(body);
  const start = text.trimStart();
  if (start === '') fail('an empty document: fetch it again');
  if (start.startsWith('<')) {
    fail(`a web page ("${shorten(start, 60)}"): check that the address still serves the file`);
  }
  if (text.includes('\0')) fail('a binary file: check the address');
  return text;
}
