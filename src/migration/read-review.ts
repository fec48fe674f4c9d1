import { AttackMappingsError } from '../errors.ts';
import { findingsText, validator } from '../formats/json-schema.ts';
import { readJson } from '../formats/read-json.ts';
import type { Review } from '../generated/review.ts';
import { validate as isReview } from '../generated/review.validate.ts';
import { readReviewCsv, type StatedRow } from './review-csv.ts';

const validate = validator(isReview);
const OPENING = '{'.charCodeAt(0);
/** Space, tab, line ends and the bytes of a byte order mark. */
const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/**
 * The rows of a review, JSON or CSV as its first character says. Throws `config` for what is none: it
 * is a person who gives or edits it.
 */
export function readReview(body: Uint8Array, source: string): StatedRow[] {
  try {
    return rowsOf(body, source);
  } catch (error) {
    if (!(error instanceof AttackMappingsError)) throw error;
    throw new AttackMappingsError('config', source, error.message, { cause: error });
  }
}

function rowsOf(body: Uint8Array, source: string): StatedRow[] {
  const first = body.find((byte) => !BLANK.has(byte));
  if (first !== OPENING) return readReviewCsv(body, source);
  const document = readJson(body, source);
  const findings = validate(document);
  if (findings.length > 0) {
    throw new AttackMappingsError('schema', source, `not a review:\n${findingsText(findings)}`);
  }
  const { to, rows } = document as Review;
  return rows.map((row, i) => ({ to, row, place: { pointer: `/rows/${i}/decision` } }));
}
