import { frameworkOfId } from '../../model/id-shapes.ts';
import { nextInk, type RowHits } from './find-rows.ts';
import { shownRows } from './line-kinds.ts';
import type { Problem } from './problem.ts';
import type { Line } from './read-lines.ts';
import { isReferenceLine, readReferences } from './reference-lines.ts';
import { isPlainWord } from './unsure-id.ts';

export interface Notes {
  readonly comments?: string;
  readonly references: readonly string[];
  /** Line of a "References" that has nothing below it. */
  readonly lost?: number;
  readonly problems: readonly Problem[];
  /** Their last line, where their end cannot be told. */
  readonly last?: string;
  /** Index of the line after them. */
  readonly next: number;
}

/**
 * The notes of a row, whose own lines end before `start`. Comments may hold any words, so that
 * structure decides:
 *
 * 1. "Comments" as the whole line directly below a row opens them; elsewhere it is text.
 * 2. They end at a row that is followed as rows are, at "Showing 1 to 10 of 25 rows" or at the end
 *    of the table, provided that they are closed there.
 * 3. They are closed where the last line "References" has nothing but references below it: lines
 *    with an address, numbers of a list, blank lines. Any other "References" is text, and so is
 *    what looks like a row before they are closed.
 * 4. A row of the page's own technique that is followed by "References" without "Comments" ends them
 *    too when they are closed above it: two "References" are those of two rows. Where they are not, or
 *    it is of another technique, it may as well be their last line, and is text with a warning.
 * 5. Where nothing closes them before the notes of another row open, or before the table ends, they
 *    end at the first row that is followed as rows are: `notes-undecided`.
 */
export function readNotes(
  lines: readonly Line[],
  start: number,
  end: number,
  rows: RowHits,
): Notes {
  const opening = nextInk(lines, start, end);
  const title = lines[opening]?.text;
  if (opening < end && title === 'Comments') return readComments(lines, opening, end, rows);
  if (opening < end && title === 'References') {
    let last = opening + 1;
    while (last < end && isReferenceLine(lines[last]?.text ?? '')) last += 1;
    return notes(lines, opening, opening, last, []);
  }
  return { references: [], problems: [], next: start };
}

function readComments(lines: readonly Line[], opening: number, end: number, rows: RowHits): Notes {
  let closing = -1;
  let firstRow = -1;
  let ending = opening + 1;
  for (; ending < end; ending += 1) {
    const text = lines[ending]?.text ?? '';
    if (text === 'References') {
      closing = ending;
      continue;
    }
    const isRow = rows.isFollowed(ending) || (closing !== -1 && rows.isReferenced(ending));
    const isEnd = isRow || shownRows(text) !== undefined;
    if (isEnd && closing !== -1) break;
    if (isRow && firstRow === -1) firstRow = ending;
    if (isRow && opensNotes(lines, ending, end, rows)) break;
    if (!isReferenceLine(text)) closing = -1;
  }
  if (closing !== -1) {
    return notes(lines, opening, closing, ending, rowsInside(lines, opening, closing, rows));
  }
  const next = firstRow === -1 ? ending : firstRow;
  const whole = notes(lines, opening, next, next, [undecided(lines[opening])]);
  return { ...whole, last: lastText(lines, opening + 1, next) };
}

function lastText(lines: readonly Line[], start: number, end: number): string {
  let last = end - 1;
  while (last > start && lines[last]?.text === '') last -= 1;
  return lines[last]?.text ?? '';
}

/** True when the row at an index is followed by "Comments". */
function opensNotes(lines: readonly Line[], index: number, end: number, rows: RowHits): boolean {
  const hit = rows.at(index);
  return hit !== undefined && lines[nextInk(lines, index + hit.lines, end)]?.text === 'Comments';
}

/** Notes whose comments end before `closing`, and whose references end before `next`. */
function notes(
  lines: readonly Line[],
  opening: number,
  closing: number,
  next: number,
  problems: readonly Problem[],
): Notes {
  const comments = lines
    .slice(opening + 1, closing)
    .map((line) => line.raw)
    .join('\n')
    .trim();
  const references = readReferences(lines.slice(closing + 1, next).map((line) => line.text));
  return {
    ...(comments === '' ? {} : { comments }),
    references,
    ...(closing < next && references.length === 0 ? { lost: lines[closing]?.number ?? 1 } : {}),
    problems,
    next,
  };
}

function rowsInside(
  lines: readonly Line[],
  opening: number,
  closing: number,
  rows: RowHits,
): Problem[] {
  return lines.slice(opening + 1, closing).flatMap((line, i): Problem[] => {
    const index = opening + 1 + i;
    const hit = rows.at(index);
    if (hit === undefined) return [];
    const message = 'a line that looks like a row stands inside comments and is kept as their text';
    const problem = { rule: 'row-in-comments', line: line.number };
    const below = lines[nextInk(lines, index + hit.lines, closing + 1)]?.text;
    if (below === 'References' && !isPlainWord(hit.row.fields.capability_id ?? '')) {
      return [
        {
          severity: 'warning',
          ...problem,
          message: `${message}, though the references below may be its own`,
          suggestion: 'if it is a row, put a line "References" above it and "Comments" below it',
        },
      ];
    }
    if (frameworkOfId(hit.row.opening) === undefined) return [];
    return [{ severity: 'info', ...problem, message }];
  });
}

function undecided(line: Line | undefined): Problem {
  return {
    severity: 'warning',
    rule: 'notes-undecided',
    line: line?.number ?? 1,
    message:
      'these comments have no line "References" with addresses or nothing below it, so that their end cannot be told: all text up to the next row is kept as comments',
    suggestion: 'put a line "References" where the comments end',
  };
}
