import type { TextLines } from '../formats/text-lines.ts';
import type { FoundAt } from '../generated/validation.ts';

/** Units of a line that are shown, and how many of them before the finding. */
const WIDTH = 100;
const BEFORE = 30;
/** Lines that are shown of an object or list that begins with its bracket alone. */
const INNER_LINES = 3;

/**
 * The line of a finding with its number, cut around the column, and a mark below the value. What
 * would move the cursor or hide text is shown as a space.
 */
export function codeFrame(lines: TextLines, { line, column, end }: FoundAt): string[] {
  const first = Math.max(1, column - BEFORE);
  const shown = lines.slice(line, first, WIDTH);
  if (shown === undefined) return [];
  const width = lines.width(line);
  const lead = first > 1 ? '…' : '';
  const rest = first - 1 + shown.length < width ? '…' : '';
  const until = end?.line === line ? end.column : width + 1;
  const marks = Math.max(1, Math.min(until, first + shown.length) - column);
  const blank = ' '.repeat(lead.length + column - first);
  return [
    `${gutter(line)}${lead}${visible(shown)}${rest}`.trimEnd(),
    ...(isBracket(shown, column - first) && end !== undefined && end.line > line
      ? inner(lines, line, end.line)
      : [`${gutter(undefined)}${blank}${'^'.repeat(marks)}`]),
  ];
}

function isBracket(shown: string, at: number): boolean {
  return /^[{[]$/.test(shown.slice(at).trim());
}

/** The lines after one that has nothing but a bracket. */
function inner(lines: TextLines, line: number, end: number): string[] {
  const found: string[] = [];
  for (let next = line + 1; next <= Math.min(end, line + INNER_LINES); next += 1) {
    const text = lines.slice(next, 1, WIDTH) ?? '';
    const rest = text.length < lines.width(next) ? '…' : '';
    found.push(`${gutter(next)}${visible(text)}${rest}`.trimEnd());
  }
  return found;
}

function gutter(line: number | undefined): string {
  return `${line === undefined ? '' : line}`.padStart(8).concat(' | ');
}

/** As many units as before, so that the mark stands below the value. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (char) => ' '.repeat(char.length));
}
