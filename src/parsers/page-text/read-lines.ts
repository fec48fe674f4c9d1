import { AttackMappingsError } from '../../errors.ts';

/** A line of the document. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** As written, without its end. */
  readonly raw: string;
  /** White space in single spaces, edges trimmed. */
  readonly text: string;
  /** Cells of a line with tabs, as copied from a table. */
  readonly cells?: readonly string[];
}

/** Ten times the text of the site's longest page; its lines and rows take up to fifty times as many bytes. */
const MOST_BYTES = 8_000_000;
const MOST_LINES = 1_000_000;
const UNEVEN = /\s\s|[^\S ]|^\s|\s$/;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** Bytes as lines. Throws a `parse` error on what is no UTF-8 text or is too large. */
export function readLines(body: Uint8Array, subject: string): Line[] {
  const refuse = (reason: string) => new AttackMappingsError('parse', subject, reason);
  if (body.length > MOST_BYTES) {
    throw refuse(
      `expected the text of technique pages, at most ${MOST_BYTES} bytes, found ${body.length}: read its pages one by one`,
    );
  }
  if (countEnds(body) > MOST_LINES) {
    throw refuse(`expected at most ${MOST_LINES} lines, found more: read its pages one by one`);
  }
  const text = decode(body, refuse).replace(/[\u200b-\u200d\u2060\ufeff]/g, '');
  return text.split(/\r\n?|\n/).flatMap((raw, i) => linesOf(raw, i + 1));
}

function decode(body: Uint8Array, refuse: (reason: string) => AttackMappingsError): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw refuse('expected text in UTF-8, found bytes that are no UTF-8: save it as UTF-8');
  }
}

function countEnds(body: Uint8Array): number {
  let count = 0;
  for (const byte of body) if (byte === LINE_FEED || byte === RETURN) count += 1;
  return count;
}

/** A row copied from a table may end in the cell that opens its notes, which is a line of its own elsewhere. */
function linesOf(raw: string, number: number): Line[] {
  if (!raw.includes('\t')) return [{ number, raw, text: collapse(raw) }];
  const cells = raw.split('\t').map(collapse);
  while (cells.at(-1) === '') cells.pop();
  if (cells.length > 1 && cells.at(-1) === 'Comments') {
    cells.pop();
    const comments = { number, raw: 'Comments', text: 'Comments' };
    return [{ number, raw, text: joined(cells), cells }, comments];
  }
  return [{ number, raw, text: joined(cells), ...(cells.length > 1 ? { cells } : {}) }];
}

function joined(cells: readonly string[]): string {
  return cells.filter((cell) => cell !== '').join(' ');
}

function collapse(text: string): string {
  // Most lines are as they should be, and need no copy.
  if (!UNEVEN.test(text)) return text;
  return text.replace(/\s+/g, ' ').trim();
}
