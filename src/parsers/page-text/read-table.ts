import { shorten } from '../../model/text.ts';
import { findRows } from './find-rows.ts';
import { isFurniture, shownRows } from './line-kinds.ts';
import type { Problem } from './problem.ts';
import type { Line } from './read-lines.ts';
import { type Notes, readNotes } from './read-notes.ts';
import type { RowText, Technique } from './read-row.ts';
import type { Section } from './sections.ts';
import { type Above, withUnsureId } from './unsure-id.ts';

export interface TableRow {
  readonly row: RowText;
  readonly notes: Notes;
  readonly line: number;
  /** The line above a row that has no id of its own. */
  readonly above?: Above;
}

export interface Table {
  readonly rows: readonly TableRow[];
  readonly problems: readonly Problem[];
  /** True when the text itself says that the table has more rows. */
  readonly isCut: boolean;
}

/** The rows of a section, and what else stands between them. */
export function readTable(
  lines: readonly Line[],
  { start, end, columns }: Section,
  technique: Technique,
): Table {
  const hits = findRows(lines, start, end, columns, technique);
  const rows: TableRow[] = [];
  const problems: Problem[] = [];
  let strays: Line[] = [];
  let isCut = false;
  const settle = () => {
    if (strays.length > 0) problems.push(notRead(strays));
    strays = [];
  };
  for (let i = start; i < end; ) {
    const line = lines[i];
    if (line === undefined) break;
    const hit = hits.at(i);
    if (hit) {
      // Tabs tell where an id ends.
      const above = line.cells ? undefined : lineAbove(strays, rows.at(-1));
      const unsure = above && withUnsureId(hit.row, above);
      if (unsure) strays.pop();
      settle();
      const notes = readNotes(lines, i + hit.lines, end, hits);
      const row = { row: unsure ?? hit.row, notes, line: line.number };
      rows.push(above && unsure ? { ...row, above } : row);
      i = notes.next;
      continue;
    }
    const shown = shownRows(line.text);
    if (shown && shown.shown < shown.total) {
      isCut = true;
      problems.push(cut(line, shown));
    } else if (!shown && !isFurniture(line.text)) strays.push(line);
    i += 1;
  }
  settle();
  return { rows, problems, isCut };
}

function lineAbove(strays: readonly Line[], row: TableRow | undefined): Above | undefined {
  const stray = strays.at(-1);
  if (stray) return { text: stray.text, isComment: false };
  const text = row?.notes.last;
  return text === undefined ? undefined : { text, isComment: true };
}

function notRead(strays: readonly Line[]): Problem {
  const [first] = strays;
  const count = strays.length === 1 ? 'a line' : `${strays.length} lines`;
  return {
    severity: 'warning',
    rule: 'text-not-read',
    line: first?.number ?? 1,
    message: `${count} between rows cannot be read as a row or notes and ${strays.length === 1 ? 'is' : 'are'} left out: "${shorten(first?.text ?? '')}"`,
    suggestion:
      'a row is "<capability id> <description> <mapping type> <technique id> <technique name>" in one line; its notes open with a line "Comments"',
  };
}

function cut(line: Line, { shown, total }: { shown: number; total: number }): Problem {
  return {
    severity: 'warning',
    rule: 'rows-not-shown',
    line: line.number,
    message: `the table shows ${shown} of ${total} rows`,
    suggestion: 'copy the page with all rows shown',
  };
}
