import { frameworkOfId } from '../../model/id-shapes.ts';
import type { Column } from './columns.ts';
import { isFurniture, shownRows } from './line-kinds.ts';
import type { Line } from './read-lines.ts';
import { type RowText, readRow, readText, type Technique } from './read-row.ts';
import { isPlainWord } from './unsure-id.ts';

/** A row that begins at a line. */
export interface RowHit {
  readonly row: RowText;
  /** Lines that it takes: more than one where a line was wrapped, or every cell is a line. */
  readonly lines: number;
}

/** What could be a row of a table, line by line. */
export interface RowHits {
  at(index: number): RowHit | undefined;
  /** True for a row that is followed as rows are: by its notes, another such row, or the end. */
  isFollowed(index: number): boolean;
  /**
   * True for a row that says all a row of this page says, from an id to the title, and is followed by
   * "References" without comments, or by another such row.
   */
  isReferenced(index: number): boolean;
}

const MOST_WRAPPED = 16;
const LONGEST_WRAPPED = 4000;

/** Looks for rows in the lines of a table, which are all lines up to `end`. */
export function findRows(
  lines: readonly Line[],
  start: number,
  end: number,
  columns: readonly Column[],
  technique: Technique,
): RowHits {
  const hits = new Map<number, RowHit>();
  const followed = new Set<number>();
  const referenced = new Set<number>();
  for (let i = start; i < end; i += 1) {
    const row = rowInLine(lines[i], columns, technique);
    if (row) hits.set(i, { row, lines: 1 });
  }
  for (let i = start; i < end; i += 1) {
    if (isWhole(hits.get(i), technique)) continue;
    const stop = Math.min(i + MOST_WRAPPED, end);
    const wrapped = wrappedRow(lines, i, nextHit(hits, i, stop), columns, technique);
    if (wrapped) hits.set(i, wrapped);
  }
  for (let i = end - 1; i >= start; i -= 1) {
    const hit = hits.get(i);
    if (hit === undefined) continue;
    const next = nextInk(lines, i + hit.lines, end);
    const text = lines[next]?.text ?? '';
    const ends = next >= end || text === 'Comments' || shownRows(text) !== undefined;
    if (ends || hit.row.fields.notes !== undefined || followed.has(next)) followed.add(i);
    else if (text === 'References' ? isDecided(hit.row, technique) : referenced.has(next)) {
      referenced.add(i);
    }
  }
  return {
    at: (index) => hits.get(index),
    isFollowed: (index) => followed.has(index),
    isReferenced: (index) => referenced.has(index),
  };
}

/** The row that begins at a line, whatever is around it. */
export function rowAt(
  lines: readonly Line[],
  index: number,
  end: number,
  columns: readonly Column[],
  technique: Technique,
): RowHit | undefined {
  const row = rowInLine(lines[index], columns, technique);
  if (row) return { row, lines: 1 };
  return wrappedRow(lines, index, Math.min(index + MOST_WRAPPED, end), columns, technique);
}

function rowInLine(
  line: Line | undefined,
  columns: readonly Column[],
  technique: Technique,
): RowText | undefined {
  return line && readRow(line, columns, technique);
}

function isDecided({ fields, undecided }: RowText, { id, name }: Technique): boolean {
  const { attack_object_id, attack_object_name = '' } = fields;
  const isTitle = attack_object_name.toLowerCase() === name.toLowerCase();
  if (undecided.length > 0 || attack_object_id !== id || !isTitle) return false;
  return !isPlainWord(fields.capability_id ?? '');
}

/** False where there is no row, or one whose name goes on in the next line. */
function isWhole(hit: RowHit | undefined, technique: Technique): boolean {
  if (hit === undefined) return false;
  const { attack_object_id: id, attack_object_name: name = '' } = hit.row.fields;
  return id !== technique.id || !technique.name.toLowerCase().startsWith(`${name.toLowerCase()} `);
}

/** Lines that are a row when they are joined: the first begins with an id, the last ends with the title. */
function wrappedRow(
  lines: readonly Line[],
  start: number,
  end: number,
  columns: readonly Column[],
  technique: Technique,
): RowHit | undefined {
  let text = lines[start]?.text ?? '';
  if (!opensRow(text)) return undefined;
  for (let i = start + 1; i < end && text.length <= LONGEST_WRAPPED; i += 1) {
    const more = lines[i]?.text ?? '';
    if (isNotesTitle(more) || more.includes('://') || opensRow(more)) return undefined;
    if (more === '') continue;
    text = `${text} ${more}`;
    const row = endsWithTitle(text, technique) ? readText(text, columns, technique) : undefined;
    if (row)
      return row.undecided.includes('mapping_type') ? undefined : { row, lines: i - start + 1 };
  }
  return undefined;
}

function isNotesTitle(text: string): boolean {
  return text === 'Comments' || text === 'References';
}

/** Where the next row is, before `end`. */
function nextHit(hits: ReadonlyMap<number, RowHit>, start: number, end: number): number {
  let i = start + 1;
  while (i < end && !hits.has(i)) i += 1;
  return i;
}

function opensRow(text: string): boolean {
  const space = text.indexOf(' ');
  return frameworkOfId(space === -1 ? text : text.slice(0, space)) !== undefined;
}

function endsWithTitle(text: string, { id, name }: Technique): boolean {
  const ending = ` ${id} ${name}`;
  return text.slice(-ending.length).toLowerCase() === ending.toLowerCase();
}

/** Index of the next line that says something. */
export function nextInk(lines: readonly Line[], start: number, end: number): number {
  let i = start;
  while (i < end && isFurniture(lines[i]?.text ?? '') && lines[i]?.text !== 'Comments') i += 1;
  return i;
}
