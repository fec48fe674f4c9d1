import type { SetKey } from '../../generated/mapping-set.ts';
import type { ParsedRecord } from '../../records.ts';
import type { Column } from './columns.ts';
import type { Problem } from './problem.ts';
import type { ReadPage } from './read-page.ts';
import type { TableRow } from './read-table.ts';
import { rowProblems } from './row-problems.ts';
import { type NamedSet, setOfRow } from './set-of-row.ts';

/** Rows of one set in a page. */
export interface SetRows extends NamedSet {
  /** Line of the heading or the first row. */
  readonly line: number;
  /** Fields that their tables have. */
  readonly columns: ReadonlySet<Column>;
  readonly isCut: boolean;
  readonly rows: TableRow[];
}

/** Most rows that the older form shows in a page. */
const MOST_ROWS_SHOWN = 500;

/**
 * The sets of all pages, by name, true for those whose framework is inferred. It is where no page of
 * the document states it: a heading above one table counts for the same set in every other, whichever
 * comes first.
 */
export function inferredSets(pages: readonly (readonly SetRows[])[]): Map<string, boolean> {
  const sets = new Map<string, boolean>();
  for (const { set, isInferred } of pages.flat()) {
    const name = JSON.stringify(set);
    sets.set(name, isInferred && (sets.get(name) ?? true));
  }
  return sets;
}

/** Records of a page, set by set; those of `headers` are taken out with their first rows. */
export function* pageRecords(
  page: ReadPage,
  parts: readonly SetRows[],
  headers: Map<string, boolean>,
  diagnostic: (problem: Problem) => ParsedRecord,
): Generator<ParsedRecord> {
  const { technique, description, line } = page;
  if (parts.length === 0) {
    const message = `the page of ${technique.id} has no rows and is left out`;
    yield diagnostic({ severity: 'warning', rule: 'page-without-rows', line, message });
  }
  for (const part of parts) {
    const { set } = part;
    const place = { line: part.line };
    const name = JSON.stringify(set);
    const isInferred = headers.get(name);
    if (isInferred !== undefined) {
      headers.delete(name);
      const inferred: { inferred?: readonly ['framework'] } = isInferred
        ? { inferred: ['framework'] }
        : {};
      yield { kind: 'header', set, metadata: {}, ...inferred, place };
    }
    yield {
      kind: 'technique',
      set,
      id: technique.id,
      name: technique.name,
      ...(description === '' ? {} : { description: { text: description } }),
      place: { line },
    };
    yield extentOf(part, technique.id);
    for (const row of part.rows) {
      yield { kind: 'row', set, fields: fieldsOf(row), place: { line: row.line } };
      yield* rowProblems(row).map(diagnostic);
    }
  }
}

/** The rows of a page, set by set. */
export function setsOfPage({ tables }: ReadPage, options: Partial<SetKey>): SetRows[] {
  const parts = new Map<string, SetRows>();
  const total = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  for (const { section, framework, facts, rows, isCut } of tables) {
    for (const row of rows) {
      const named = setOfRow(row.row, framework, facts, options);
      const name = JSON.stringify(named.set);
      const known = parts.get(name);
      if (known) known.rows.push(row);
      else {
        parts.set(name, {
          ...named,
          line: section.label === undefined ? row.line : section.line,
          columns: new Set(section.columns),
          isCut: isCut || (section.label === undefined && total >= MOST_ROWS_SHOWN),
          rows: [row],
        });
      }
    }
  }
  return [...parts.values()];
}

/** Fields that some row could not tell, or whose text is lost, are none to compare by. */
function extentOf({ set, line, columns, isCut, rows }: SetRows, technique: string): ParsedRecord {
  const unsure = new Set<string>(rows.flatMap(({ row }) => row.undecided));
  if (unsure.size > 0) unsure.add('capability_description');
  const own = [...columns].filter((column) => column !== 'notes' && !unsure.has(column));
  const fields: string[] = columns.has('notes') ? [...own, 'comments'] : own;
  const lost = rows.some(({ notes }) => notes.lost !== undefined);
  if (columns.has('notes') && !lost) fields.push('references');
  const complete = !isCut && unsure.size === 0;
  return {
    kind: 'extent',
    set,
    fields,
    complete,
    of: { attack_object_id: technique },
    place: { line },
  };
}

function fieldsOf({ row, notes }: TableRow): Readonly<Record<string, unknown>> {
  const { notes: cell, ...fields } = row.fields;
  const comments = [cell, notes.comments].filter((text) => text !== undefined).join('\n');
  return {
    ...fields,
    ...(comments === '' ? {} : { comments }),
    ...(notes.references.length > 0 ? { references: notes.references } : {}),
  };
}
