import { shorten } from '../../model/text.ts';
import type { Problem } from './problem.ts';
import type { TableRow } from './read-table.ts';

/** What of a row could not be told, and what of its notes is not there. */
export function rowProblems({ row, notes, line, above }: TableRow): Problem[] {
  const problems: Problem[] = [];
  const problem = (rule: string, message: string, suggestion: string, at = line) =>
    problems.push({ severity: 'warning', rule, line: at, message, suggestion });
  if (above !== undefined) {
    const text = row.fields.capability_description ?? '';
    const where = above.isComment ? 'kept as a comment' : 'left out';
    problem(
      'capability-undecided',
      `this row begins with no id, but "${shorten(text)}", which is kept as description; the line above it, "${shorten(above.text, 500)}", may be its beginning and is ${where}`,
      'put a row in one line, or copy the table so that tabs part its cells',
    );
  } else if (row.undecided.includes('capability_id')) {
    problem(
      'capability-undecided',
      'where the capability id ends and its description begins cannot be told: both are kept as description, without an id',
      'copy the table so that tabs part its cells, or put one between the two',
    );
  }
  const label = row.undecided.find((name) => name === 'mapping_type' || name === 'score_category');
  if (label !== undefined) {
    problem(
      'mapping-type-undecided',
      `no known ${label === 'mapping_type' ? 'mapping type' : 'score'} stands before the technique id: where the description ends cannot be told, both are kept as description`,
      'copy the table so that tabs part its cells',
    );
  }
  if (row.undecided.includes('attack_object_id')) {
    problem(
      'technique-undecided',
      'several technique ids follow a mapping type: the last one is taken for the technique',
      'copy the table so that tabs part its cells',
    );
  }
  if (notes.lost !== undefined) {
    problem(
      'references-lost',
      'a line "References" has nothing below it: the row has no references, or the text lost them',
      'copy their addresses from the page',
      notes.lost,
    );
  }
  return [...problems, ...notes.problems];
}
