import { CsvError, parse } from 'csv-parse/sync';
import { AttackMappingsError } from '../errors.ts';
import { shorten } from '../model/text.ts';
import { readText } from './read-text.ts';
import type { Cells } from './table.ts';

/** Most bytes of a document, forty times the longest that is published, and most characters of a row. */
const LARGEST = 2 * 1024 * 1024;
const LONGEST_ROW = 256 * 1024;

/** Bytes as CSV (RFC 4180), rows of any length, with or without a byte order mark. Throws `parse`. */
export function readCsv(body: Uint8Array, subject: string): Cells {
  const text = readText(body, subject, { format: 'CSV', largest: LARGEST });
  try {
    return parse(text, {
      max_record_size: LONGEST_ROW,
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
