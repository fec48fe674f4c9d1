import { isUtf8 } from 'node:buffer';
import { type ParseError, parse } from 'jsonc-parser';
import { AttackMappingsError, messageOf } from '../errors.ts';
import { shorten } from '../model/text.ts';
import { utf8Text } from './utf8-text.ts';

/**
 * Bytes as JSON. Throws a `parse` error that tells a web page, an empty document and a broken one
 * apart, with line and column.
 */
export function readJson(body: Uint8Array, subject: string): unknown {
  const text = decode(body, subject);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AttackMappingsError('parse', subject, explain(text, messageOf(error)), {
      cause: error,
    });
  }
}

function decode(body: Uint8Array, subject: string): string {
  if (!isUtf8(body)) {
    throw new AttackMappingsError(
      'parse',
      subject,
      'expected JSON in UTF-8, found bytes that are no UTF-8',
    );
  }
  return utf8Text(body);
}

function explain(text: string, reason: string): string {
  const start = text.trimStart();
  if (start === '') return 'expected JSON, found an empty document: fetch it again';
  if (start.startsWith('<')) {
    return `expected JSON, found a web page ("${shorten(start, 60)}"): check that the address still serves the file`;
  }
  const offset = errorOffset(text);
  const before = text.slice(0, offset).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  const breaksOff = offset >= text.trimEnd().length || /unterminated|end of json/i.test(reason);
  const what = breaksOff ? 'a document that breaks off' : 'malformed JSON';
  return `expected JSON, found ${what} at ${place} (${shorten(reason, 120)}): fetch it again, or mend it there`;
}

/** Where the first mistake is: JSON.parse does not always say. */
function errorOffset(text: string): number {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
  } catch {
    // Nested too deeply to be looked through.
    return 0;
  }
  return errors[0]?.offset ?? text.length;
}
