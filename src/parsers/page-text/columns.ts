import { COLUMN_TITLES, type TitledField } from '../../model/column-titles.ts';
import type { Line } from './read-lines.ts';

/** Columns of a mapping table, by the field that their cells are; `notes` are comments and references. */
export type Column = TitledField | 'notes';

const NAMES: readonly (readonly [string, Column])[] = [
  ...Object.entries(COLUMN_TITLES),
  ['notes', 'notes'],
];
/** A header whose cells are lines, with a blank line between any two. */
const MOST_LINES = 16;

export interface Header {
  readonly columns: readonly Column[];
  /** Index of the line after it. */
  readonly next: number;
}

/** The header of a mapping table that begins at a line, in one line or one line a cell. */
export function readHeader(lines: readonly Line[], start: number): Header | undefined {
  if (!opensHeader(lines[start]?.text ?? '')) return undefined;
  const columns: Column[] = [];
  let next = start;
  for (; next < Math.min(start + MOST_LINES, lines.length); next += 1) {
    const found = columnsIn(lines[next]?.text ?? '');
    if (found === undefined || found.some((column) => columns.includes(column))) break;
    columns.push(...found);
  }
  const isWhole = columns.includes('attack_object_id') && columns.includes('attack_object_name');
  return isWhole ? { columns, next } : undefined;
}

/** True for a line that begins as the header of a mapping table does. */
export function opensHeader(text: string): boolean {
  return text.slice(0, 13).toLowerCase() === 'capability id';
}

function columnsIn(text: string): Column[] | undefined {
  const columns: Column[] = [];
  let rest = text.slice(0, 200).toLowerCase();
  while (rest !== '') {
    const known = NAMES.find(([name]) => rest === name || rest.startsWith(`${name} `));
    if (known === undefined) return undefined;
    columns.push(known[1]);
    rest = rest.slice(known[0].length).trimStart();
  }
  return columns;
}
