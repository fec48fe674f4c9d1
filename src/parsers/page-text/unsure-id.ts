import { frameworkOfId } from '../../model/id-shapes.ts';
import type { RowText } from './read-row.ts';

/** Letters and the marks that stand around words. */
const WORD = /^[\p{L}\p{M}()"'’,;:-]+\.?$/u;

/** True for a word that has nothing of an id: no digit, no mark inside, no known shape. */
export function isPlainWord(id: string): boolean {
  return WORD.test(id) && frameworkOfId(id) === undefined;
}

/** What stands above a row, and may be where it begins. */
export interface Above {
  readonly text: string;
  /** True for the last line of comments whose end cannot be told; else it could not be read at all. */
  readonly isComment: boolean;
}

/**
 * A row below a line that could not be read, or that may be no comment. Where it begins with a plain
 * word, the line above may be its beginning, which was wrapped: the word is no id then, but text of
 * the description. Undefined for a row that keeps its id.
 */
export function withUnsureId(row: RowText, above: Above): RowText | undefined {
  const { capability_id: id, capability_description: description, ...others } = row.fields;
  if (id === undefined || !isPlainWord(id)) return undefined;
  const text = description === undefined ? id : `${id} ${description}`;
  return {
    fields: { capability_description: text, ...others },
    opening: `${above.text} ${row.opening}`,
    undecided: ['capability_id', ...row.undecided],
  };
}
