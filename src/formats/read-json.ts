import { isUtf8 } from 'node:buffer';
import { type ParseError, parse } from 'jsonc-parser';
import { AttackMappingsError, messageOf } from '../errors.ts';
import { shorten } from '../model/text.ts';
import { withoutHalfPairs } from './half-pairs.ts';
import { TextLines } from './text-lines.ts';
import { utf8Text } from './utf8-text.ts';

/**
 * Bytes as JSON. Throws a `parse` error that tells a web page, an empty document and a broken one
 * apart, with line and column.
 */
export function readJson(body: Uint8Array, subject: string): unknown {
  const result = parseJson(body);
  if ('value' in result) return result.value;
  throw new AttackMappingsError('parse', subject, result.message, { cause: result.cause });
}

/** What bytes are as JSON, or what they are instead. */
export type ParsedJson =
  | { readonly text: string; readonly value: unknown }
  | {
      readonly text: string;
      readonly message: string;
      /** Where the mistake is, in UTF-16 code units from 0. */
      readonly offset: number;
      readonly cause?: unknown;
    };

/**
 * Bytes as text without a byte order mark, and what JSON.parse makes of it. Halves of surrogate pairs
 * are U+FFFD in the value.
 */
export function parseJson(body: Uint8Array): ParsedJson {
  if (!isUtf8(body)) {
    const message = 'expected JSON in UTF-8, found bytes that are no UTF-8';
    return { text: '', message, offset: 0 };
  }
  const text = utf8Text(body);
  try {
    return { text, value: JSON.parse(withoutHalfPairs(text)) };
  } catch (cause) {
    return { text, ...explain(text, messageOf(cause)), cause };
  }
}

function explain(text: string, reason: string): { message: string; offset: number } {
  const start = text.trimStart();
  if (start === '') {
    return { message: 'expected JSON, found an empty document: fetch it again', offset: 0 };
  }
  if (start.startsWith('<')) {
    const found = `a web page ("${shorten(start, 60)}")`;
    const message = `expected JSON, found ${found}: check that the address still serves the file`;
    return { message, offset: 0 };
  }
  const offset = errorOffset(text);
  const { line, column } = new TextLines(text).at(offset);
  const breaksOff = offset >= text.trimEnd().length || /unterminated|end of json/i.test(reason);
  const what = breaksOff ? 'a document that breaks off' : 'malformed JSON';
  const message = `expected JSON, found ${what} at line ${line}, column ${column} (${shorten(reason, 120)}): fetch it again, or mend it there`;
  return { message, offset };
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
