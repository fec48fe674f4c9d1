import { type Column, type Header, readHeader } from './columns.ts';
import { rowAt } from './find-rows.ts';
import {
  type AttackFacts,
  badgeFacts,
  endsPage,
  headingLabel,
  isFurniture,
  isSubTechnique,
  opensSubTechniques,
  shownRows,
} from './line-kinds.ts';
import type { Line } from './read-lines.ts';
import type { Technique } from './read-row.ts';
import { isReferenceLine } from './reference-lines.ts';

/** A table of mappings in a page. */
export interface Section {
  /** The framework's label, from "NIST 800-53 Mappings"; undefined for "Mappings". */
  readonly label?: string;
  readonly facts: AttackFacts;
  readonly columns: readonly Column[];
  /** Line of its heading, or of its header, from 1. */
  readonly line: number;
  /** Index of the first line below the header. */
  readonly start: number;
  /** Index after the last line that is its own. */
  readonly end: number;
}

export interface Sections {
  readonly sections: readonly Section[];
  /** Index of the first line that belongs to a table or its heading. */
  readonly first: number;
  /** Index of the first line below the tables: the footer, or the top of the next page. */
  readonly stop: number;
  /** Line, from 1, and length of the list of sub-techniques, which are no mappings. */
  readonly subTechniques?: { readonly line: number; readonly count: number };
}

/** Most lines of badges between a heading and its table. */
const MOST_BADGES = 30;

interface Opening {
  readonly top: number;
  readonly label: string | undefined;
  readonly header?: Header;
}

/**
 * The tables of a page whose lines are `start` to `end`. The first header counts, a later one where
 * a row or the end of a table stands below it, or where its heading follows the end of another
 * table: comments may quote one.
 */
export function readSections(
  lines: readonly Line[],
  start: number,
  end: number,
  technique: Technique,
): Sections {
  const openings: Opening[] = [];
  let stop = end;
  let subTechniques: Sections['subTechniques'];
  for (let i = start; i < end; i += 1) {
    const text = lines[i]?.text ?? '';
    if (opensSubTechniques(text)) {
      const count = countSubTechniques(lines, i + 1, end);
      if (count === 0) continue;
      subTechniques ??= { line: lines[i]?.number ?? 1, count };
      openings.push(headingAbove(lines, start, i));
      continue;
    }
    const header = readHeader(lines, i);
    const heading = header && headingAbove(lines, start, i);
    if (
      heading &&
      (openings.length === 0 ||
        hasRowBelow(lines, header, end, technique) ||
        (heading.label && endsAbove(lines, heading.top, header, technique)))
    ) {
      openings.push({ ...heading, header });
      i = header.next - 1;
    } else if (openings.length > 0 && endsPage(lines, i)) {
      stop = i;
      break;
    }
  }
  return {
    sections: openings.flatMap((opening, i) => {
      return sectionOf(lines, opening, openings[i + 1]?.top ?? stop);
    }),
    first: openings[0]?.top ?? stop,
    stop,
    ...(subTechniques ? { subTechniques } : {}),
  };
}

function sectionOf(
  lines: readonly Line[],
  { top, label, header }: Opening,
  end: number,
): Section[] {
  if (header === undefined) return [];
  const { columns, next: start } = header;
  return [
    {
      ...(label ? { label } : {}),
      facts: badgeFacts(lines, top, start),
      columns,
      line: lines[top]?.number ?? 1,
      start,
      end,
    },
  ];
}

/** The heading of a table, above the badges, else the header itself. */
function headingAbove(lines: readonly Line[], start: number, header: number) {
  for (let i = header - 1; i >= Math.max(start, header - MOST_BADGES); i -= 1) {
    const text = lines[i]?.text ?? '';
    const label = headingLabel(text);
    if (label !== undefined) return { top: i, label };
    if (text === 'ATT&CK Subtechniques') return { top: i, label: undefined };
    if (!isFurniture(text)) break;
  }
  return { top: header, label: undefined };
}

/** True where a row or the end of the table is right below its header. */
function hasRowBelow(
  lines: readonly Line[],
  { columns, next }: Header,
  end: number,
  technique: Technique,
): boolean {
  let i = next;
  while (i < end && isFurniture(lines[i]?.text ?? '')) i += 1;
  const text = lines[i]?.text ?? '';
  if (i >= end || endsPage(lines, i) || headingLabel(text) !== undefined) return true;
  return rowAt(lines, i, end, columns, technique) !== undefined;
}

/** True where a row, its references or the foot of a table stand above a heading, and no comments. */
function endsAbove(
  lines: readonly Line[],
  heading: number,
  { columns }: Header,
  technique: Technique,
): boolean {
  let i = heading - 1;
  while (i > 0 && isFurniture(lines[i]?.text ?? '')) i -= 1;
  const text = lines[i]?.text ?? '';
  if (text === 'References' || isReferenceLine(text) || shownRows(text)) return true;
  return rowAt(lines, i, heading, columns, technique) !== undefined;
}

function countSubTechniques(lines: readonly Line[], start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i += 1) {
    const text = lines[i]?.text ?? '';
    if (isSubTechnique(text)) count += 1;
    else if (!isFurniture(text)) break;
  }
  return count;
}
