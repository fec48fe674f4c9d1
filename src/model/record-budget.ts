import { AttackMappingsError } from '../errors.ts';
import type { ParsedRecord } from '../records.ts';

/** As many characters as the largest document has bytes. */
const MOST_TEXT = 128 * 1024 * 1024;

/**
 * Adds up the text of a document's records, names of fields included. A long text that a document
 * says once and that holds for each of many rows or sets multiplies: throws `parse` above the bound.
 */
export function recordBudget(source: string, mostText = MOST_TEXT): (record: ParsedRecord) => void {
  let text = 0;
  return (record) => {
    text += lengthOf(record.kind === 'diagnostic' ? record.diagnostic : contentOf(record));
    if (text <= mostText) return;
    throw new AttackMappingsError(
      'parse',
      source,
      `expected records of at most ${mostText} characters in all, found more: some long text holds for very many rows or sets; check the document`,
    );
  };
}

/** Without the set and the place, which records share. */
function contentOf(record: Exclude<ParsedRecord, { kind: 'diagnostic' }>): unknown {
  if (record.kind === 'row') return record.fields;
  const { set: _, place: __, ...content } = record;
  return content;
}

/** Deeper data cannot be written, which is found out later. */
const DEEPEST = 500;

/** Characters of plain data, about those that it has in JSON. */
function lengthOf(value: unknown, depth = 0): number {
  if (typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object' || depth > DEEPEST) return 4;
  let length = 2;
  for (const name in value) {
    length += name.length + lengthOf((value as Record<string, unknown>)[name], depth + 1);
  }
  return length;
}
