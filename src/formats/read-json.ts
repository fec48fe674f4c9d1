import { AttackMappingsError, messageOf } from '../errors.ts';
import { shorten } from '../model/text.ts';

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
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (error) {
    throw new AttackMappingsError(
      'parse',
      subject,
      'expected JSON in UTF-8, found bytes that are no UTF-8',
      { cause: error },
    );
  }
}

function explain(text: string, reason: string): string {
  const start = text.trimStart();
  if (start === '') return 'expected JSON, found an empty document: fetch it again';
  if (start.startsWith('<')) {
    return `expected JSON, found a web page ("${shorten(start, 60)}"): check that the address still serves the file`;
  }
  const position = /position (\d+)/.exec(reason)?.[1];
  const offset = position === undefined ? text.length : Number(position);
  const before = text.slice(0, offset).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  return `expected JSON, found a document that breaks off or is malformed at ${place} (${shorten(reason, 120)}): fetch it again, or mend it there`;
}
