/** Rows that are shown; who wants more takes the report. */
const SHOWN = 100;

/** A table of cells that are Markdown already; columns of numbers are on the right. */
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
