import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { AttackMappingsError } from '../errors.ts';
import { shorten } from '../model/text.ts';
import type { Cells } from './table.ts';

/** Most bytes of a document, and most characters of a row. */
const LARGEST = 64 * 1024 * 1024;
const LONGEST_ROW = 1024 * 1024;

/** Bytes as CSV (RFC 4180), rows of any length, with or without a byte order mark. Throws `parse`. */
export function readCsv(body: Uint8Array, subject: string): Cells {
  const fail = (found: string, cause?: unknown): never => {
    throw new AttackMappingsError('parse', subject, `expected CSV, found ${found}`, { cause });
  };
  if (body.length > LARGEST) fail(`${body.length} bytes: at most ${LARGEST} are read`);
  if (!isUtf8(body)) fail('bytes that are no UTF-8: save it as CSV UTF-8');
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  const start = text.slice(0, 100).trimStart();
  if (text.trim() === '') fail('an empty document: fetch it again');
  if (start.startsWith('<')) {
    fail(`a web page ("${shorten(start, 60)}"): check that the address still serves the file`);
  }
  if (text.includes('\0')) fail('a binary file: check the address');
  try {
    return parse(text, {
      bom: true,
      max_record_size: LONGEST_ROW,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
    return fail(`a mistake${line} (${shorten(error.message, 160)}): mend it there`, error);
  }
}
