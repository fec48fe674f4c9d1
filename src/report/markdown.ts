import { shorten } from '../model/text.ts';

/** Rows of a table that are shown; a reader of more takes the report. */
const SHOWN = 100;

/**
 * Data as a code span on one line: nothing in it is markup, a link, a mention or the end of a table
 * cell (CommonMark 0.31, section 6.1; GFM, section 4.10).
 */
export function code(text: string, longest = 300): string {
  const line = shorten(text, longest).replaceAll('|', '\\|');
  if (line.trim() === '') return '';
  const runs = line.match(/`+/g)?.map((run) => run.length) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const space = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** A table of cells that are Markdown already; the first column left, numbers right. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string[] {
  const isNumber = header.map((_, i) => rows.every((row) => typeof row[i] === 'number'));
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const more = rows.length - SHOWN;
  return [
    line(header),
    line(isNumber.map((right) => (right ? '--:' : '---'))),
    ...rows.slice(0, SHOWN).map(line),
    ...(more > 0 ? ['', `… and ${more} more.`] : []),
  ];
}
