/** Size of a chunk of text, in characters: large enough that a write is rarely the cost. */
const CHUNK = 65_536;

/**
 * A cell that a spreadsheet would run: it starts with = + - @ (or their full-width forms), a tab or
 * a line break. Leading apostrophes count too, so that neutralising can be undone.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
/** RFC 4180 asks for quotes around `"`, `,` and line breaks; `;` and tabs part cells in some locales. */
const QUOTED = /[",\r\n;\t]|^ | $/;
/** Either of the two: most cells are neither, and one look tells. */
const SPECIAL = /[",\r\n;\t]|^[ '=+\-@＝＋－＠]| $/;

/** A cell as it stands in a row. Undefined is an empty cell. */
export type CsvCell = string | undefined;

/** One cell, neutralised and quoted where needed. */
export function csvCell(text: string): string {
  if (!SPECIAL.test(text)) return text;
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** Undoes the neutralising: the text as it was before `csvCell`, once a parser has taken the quotes off. */
export function fromCsvCell(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}

/** Rows as RFC 4180 text with CRLF line ends, in chunks. */
export function* csvText(rows: Iterable<readonly CsvCell[]>): Generator<string> {
  let pending = '';
  for (const row of rows) {
    let first = true;
    for (const cell of row) {
      if (!first) pending += ',';
      first = false;
      if (cell !== undefined && cell !== '') pending += csvCell(cell);
    }
    pending += '\r\n';
    if (pending.length >= CHUNK) {
      yield pending;
      pending = '';
    }
  }
  if (pending !== '') yield pending;
}
