import type { Column } from './columns.ts';

/** Columns whose cells are words of a small vocabulary. */
type LabelColumn = 'mapping_type' | 'score_category' | 'score_value';

/** The words as pages show them; none ends in another. `none` is how a page prints what a file lacks. */
const WORDS: Readonly<Record<LabelColumn, readonly string[]>> = {
  mapping_type: [
    'protects',
    'mitigates',
    'technique scores',
    'technique_scores',
    'technique_score',
    'related-to',
    'related_to',
    'related to',
    'exploitation_technique',
    'exploitation technique',
    'primary_impact',
    'primary impact',
    'secondary_impact',
    'secondary impact',
    'uncategorized',
    'non-mappable',
    'non_mappable',
    'none',
  ],
  score_category: ['protect', 'detect', 'respond', 'none'],
  score_value: ['minimal', 'partial', 'significant', 'none'],
};

export interface RowLabels {
  readonly labels: Partial<Record<LabelColumn, string>>;
  /** Where the text before them ends. */
  readonly end: number;
  /** Columns that have no known word: where theirs begin cannot be told. */
  readonly undecided: readonly LabelColumn[];
}

/**
 * The words between a capability's description and the technique id, which begins at `end`, read
 * from right to left. Letter case is as written. A score may be missing where a mapping type is not.
 */
export function readLabels(
  text: string,
  lower: string,
  end: number,
  columns: readonly Column[],
): RowLabels {
  const labels: Partial<Record<LabelColumn, string>> = {};
  let rest = end;
  const between = columns.slice(
    columns.indexOf('capability_id') + 1,
    columns.indexOf('attack_object_id'),
  );
  const expected = between.filter(isLabel).reverse();
  for (const column of expected) {
    const word = WORDS[column].find((known) => lower.endsWith(` ${known}`, rest));
    if (word === undefined) continue;
    labels[column] = text.slice(rest - word.length, rest);
    rest -= word.length + 1;
  }
  const decisive = expected.includes('mapping_type') ? 'mapping_type' : 'score_category';
  const isDecided = labels[decisive] !== undefined || !expected.includes(decisive);
  return { labels, end: rest, undecided: isDecided ? [] : [decisive] };
}

function isLabel(column: Column): column is LabelColumn {
  return Object.hasOwn(WORDS, column);
}
