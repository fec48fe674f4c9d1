import type { Column } from './columns.ts';
import type { Line } from './read-lines.ts';
import { readLabels } from './row-labels.ts';
import { splitCapability } from './split-capability.ts';

/** The technique that a page's title names. */
export interface Technique {
  readonly id: string;
  readonly name: string;
}

/** A row as read from its line. */
export interface RowText {
  /** Fields under the publisher's names; what is empty, or `None`, is absent. */
  readonly fields: Readonly<Partial<Record<Column, string>>>;
  /** What begins the row: its id, or text that holds it. */
  readonly opening: string;
  /** Fields that cannot be told from their neighbours, which hold their text. */
  readonly undecided: readonly Column[];
}

/** Longest line that can be a row, and longest name of a technique. */
const LONGEST_ROW = 4000;
const LONGEST_NAME = 200;
const TECHNIQUE_ID = /^T\d{4}(?:\.\d{3})?$/;
const TECHNIQUE_WORD = / (T\d{4}(?:\.\d{3})?)(?= )/g;

/**
 * A line as a row of a table: its cells where tabs part them, else by its anchors. The technique id
 * and name of the title end a row; a row of another technique, or with another name, has its id
 * after a known mapping type or score. Undefined for a line that is no row.
 */
export function readRow(
  line: Line,
  columns: readonly Column[],
  technique: Technique,
): RowText | undefined {
  if (line.text.length > LONGEST_ROW) return undefined;
  return readCells(line, columns) ?? readText(line.text, columns, technique);
}

function readCells({ cells }: Line, columns: readonly Column[]): RowText | undefined {
  if (cells === undefined) return undefined;
  const at = columns.indexOf('attack_object_id');
  if (!TECHNIQUE_ID.test(cells[at] ?? '') || !cells[at + 1]) return undefined;
  const named = columns.filter((column) => column !== 'notes');
  const fields = withoutNothing(
    Object.fromEntries(named.map((column, i) => [column, cells[i] ?? ''])),
  );
  const notes = cells.slice(named.length).join(' ').trim();
  return {
    fields: notes === '' ? fields : { ...fields, notes },
    opening: fields.capability_id ?? '',
    undecided: [],
  };
}

/** The row of a line without tabs. */
export function readText(
  text: string,
  columns: readonly Column[],
  technique: Technique,
): RowText | undefined {
  if (!text.includes(' T')) return undefined;
  const lower = lowerCase(text);
  const found =
    byTitle(text, lower, technique) ?? bySoleId(text, technique) ?? byLabels(text, lower, columns);
  if (found === undefined) return undefined;
  const { labels, end, undecided } = readLabels(text, lower, found.at, columns);
  const { id = '', description } = splitCapability(text.slice(0, end));
  const unclear: Column[] = [...undecided, ...found.undecided];
  return {
    fields: withoutNothing({
      capability_id: id,
      capability_description: description,
      ...labels,
      attack_object_id: found.id,
      attack_object_name: found.name,
    }),
    opening: id === '' ? text.slice(0, end) : id,
    undecided: id === '' ? ['capability_id', ...unclear] : unclear,
  };
}

interface Found {
  /** Where the text before the technique id ends. */
  readonly at: number;
  readonly id: string;
  readonly name: string;
  readonly undecided: readonly Column[];
}

function byTitle(text: string, lower: string, { id, name }: Technique): Found | undefined {
  if (!lower.endsWith(` ${id} ${name}`.toLowerCase())) return undefined;
  const at = text.length - id.length - name.length - 2;
  return {
    at,
    id: text.slice(at + 1, at + 1 + id.length),
    name: text.slice(text.length - name.length),
    undecided: [],
  };
}

/** The technique of the title under another name, as "Parent: Sub". */
function bySoleId(text: string, { id, name }: Technique): Found | undefined {
  const at = text.lastIndexOf(` ${id} `);
  if (at === -1) return undefined;
  const stated = text.slice(at + id.length + 2);
  if (!stated.toLowerCase().endsWith(`: ${name}`.toLowerCase())) return undefined;
  return { at, id, name: stated, undecided: [] };
}

/** The technique id that a known mapping type or score precedes; of several the last one, reported. */
function byLabels(text: string, lower: string, columns: readonly Column[]): Found | undefined {
  let found: Found | undefined;
  for (const match of text.matchAll(TECHNIQUE_WORD)) {
    const id = match[1] ?? '';
    const name = text.slice(match.index + id.length + 2);
    if (readLabels(text, lower, match.index, columns).undecided.length > 0) continue;
    const undecided: readonly Column[] = found ? ['attack_object_id'] : [];
    found = { at: match.index, id, name, undecided };
  }
  return found && found.name.length <= LONGEST_NAME ? found : undefined;
}

/** Small letters, as many as there were: some letters change their number with their case. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function withoutNothing(fields: Partial<Record<Column, string>>): Partial<Record<Column, string>> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, text]) => text !== '' && text !== 'None'),
  );
}
