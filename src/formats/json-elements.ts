import { AttackMappingsError } from '../errors.ts';
import { readJson } from './read-json.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = new Set([0x7b, 0x5b]);
const CLOSE = new Set([0x7d, 0x5d]);
const COMMA = 0x2c;
const ARRAY = 0x5b;

/**
 * The elements of one array member of a JSON document, parsed one by one: a large document never
 * stands in memory as objects all at once. Throws `parse` when the document breaks off, or has no
 * such array at its top.
 */
export function* jsonElements(
  body: Uint8Array,
  member: string,
  subject: string,
): Generator<unknown> {
  let position = arrayStart(body, member);
  if (position === -1) {
    // The whole document says best what is wrong with it.
    readJson(body, subject);
    throw new AttackMappingsError('parse', subject, `expected a document with a list "${member}"`);
  }
  let depth = 0;
  let start = position;
  for (; position < body.length; position += 1) {
    const byte = body[position] as number;
    if (byte === QUOTE) {
      position = stringEnd(body, position);
      continue;
    }
    const closes = CLOSE.has(byte);
    if (depth === 0 && (byte === COMMA || closes)) {
      const element = body.subarray(start, position);
      if (!isBlank(element)) yield readJson(element, subject);
      if (closes) return;
      start = position + 1;
    } else if (OPEN.has(byte)) depth += 1;
    else if (closes) depth -= 1;
  }
  throw new AttackMappingsError(
    'parse',
    subject,
    'expected JSON, found a document that breaks off: fetch it again',
  );
}

/** The position after the `[` of a member at the top of the document; -1 when there is none. */
function arrayStart(body: Uint8Array, member: string): number {
  let depth = 0;
  let name = '';
  for (let position = 0; position < body.length; position += 1) {
    const byte = body[position] as number;
    if (byte === QUOTE) {
      const end = stringEnd(body, position);
      if (depth === 1) name = Buffer.from(body.subarray(position + 1, end)).toString('utf8');
      position = end;
    } else if (OPEN.has(byte)) {
      if (depth === 1 && byte === ARRAY && name === member) return position + 1;
      depth += 1;
    } else if (CLOSE.has(byte)) depth -= 1;
  }
  return -1;
}

/** The position of the quote that ends the string begun at `start`; the end of a document that breaks off. */
function stringEnd(body: Uint8Array, start: number): number {
  let end = body.indexOf(QUOTE, start + 1);
  while (end !== -1 && isEscaped(body, end)) end = body.indexOf(QUOTE, end + 1);
  return end === -1 ? body.length : end;
}

function isEscaped(body: Uint8Array, position: number): boolean {
  let backslashes = 0;
  while (body[position - 1 - backslashes] === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte <= 0x20);
}
