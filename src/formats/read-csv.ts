import { CsvError, parse } from 'csv-parse/sync';
import { AttackMappingsError } from '../errors.ts';
import { shorten } from '../model/text.ts';
import { readText } from './read-text.ts';
import type { Cells } from './table.ts';

/** Most bytes of a document, forty times the longest that is published. */
const LARGEST = 2 * 1024 * 1024;
/** Of a document, a row may be this part. */
const LONGEST_ROW = 1 / 8;

interface CsvOptions {
  /** What may part cells: the one that the first line has most of does. A comma alone by default. */
  readonly delimiters?: readonly string[];
  /** Most bytes of the document. */
  readonly largest?: number;
}

/**
 * Bytes as CSV (RFC 4180), rows of any length, with or without a byte order mark; UTF-16 has to have
 * one. Throws `parse`.
 */
export function readCsv(
  body: Uint8Array,
  subject: string,
  { delimiters = [','], largest = LARGEST }: CsvOptions = {},
): Cells {
  const text = readText(asUtf8(body), subject, { format: 'CSV', largest });
  try {
    return parse(text, {
      delimiter: mostFrequent(delimiters, /^[^\r\n]*/.exec(text)?.[0] ?? ''),
      max_record_size: largest * LONGEST_ROW,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
    throw new AttackMappingsError(
      'parse',
      subject,
      `expected CSV, found a mistake${line} (${shorten(error.message, 160)}): mend it there`,
      { cause: error },
    );
  }
}

/** What spreadsheets save as Unicode text is UTF-16. */
function asUtf8(body: Uint8Array): Uint8Array {
  const mark = Buffer.from(body.subarray(0, 2)).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : undefined;
  return encoding ? new TextEncoder().encode(new TextDecoder(encoding).decode(body)) : body;
}

function mostFrequent(texts: readonly string[], line: string): string {
  const counts = new Map(texts.map((text) => [text, line.split(text).length]));
  const most = Math.max(...counts.values());
  return texts.find((text) => counts.get(text) === most) ?? ',';
}
