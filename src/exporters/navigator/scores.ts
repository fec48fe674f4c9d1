import type { Mapping } from '../../generated/mapping-set.ts';
import { compareText } from '../../model/compare.ts';
import { SCORE_OF } from '../../model/score-words.ts';
import type { CapabilityNames } from './capability-list.ts';

/** Letter case says nothing. */
export function scoreCategory(row: Mapping): string | undefined {
  return row.score_category?.toLowerCase();
}

function scoreValue(row: Mapping): string | undefined {
  return row.score_value?.toLowerCase();
}

/** Highest score first, values without one after them. */
export function compareScoreValues(a: string, b: string): number {
  return (SCORE_OF.get(b) ?? 0) - (SCORE_OF.get(a) ?? 0) || compareText(a, b);
}

/** Per capability identity, the best scored value that rows give in one category. */
export function bestValues(
  rows: readonly Mapping[],
  category: string,
  names: CapabilityNames,
): Map<string, string> {
  const best = new Map<string, string>();
  for (const row of rows) {
    const value = scoreValue(row);
    if (scoreCategory(row) !== category || value === undefined || !SCORE_OF.has(value)) continue;
    const identity = names.identity(row);
    const known = best.get(identity);
    if (known === undefined || compareScoreValues(value, known) < 0) best.set(identity, value);
  }
  return best;
}

/** `significant 2, partial 1`: per category, the capabilities behind each value. */
export function scoreSummary(
  rows: readonly Mapping[],
  names: CapabilityNames,
): [category: string, summary: string][] {
  const categories = new Map<string, Map<string, Set<string>>>();
  for (const row of rows) {
    const category = scoreCategory(row);
    if (category === undefined) continue;
    const values = entryOf(categories, category, () => new Map<string, Set<string>>());
    entryOf(values, scoreValue(row) ?? 'no value', () => new Set<string>()).add(
      names.identity(row),
    );
  }
  return [...categories]
    .sort(([a], [b]) => compareText(a, b))
    .map(([category, values]) => [
      category,
      [...values]
        .sort(([a], [b]) => compareScoreValues(a, b))
        .map(([value, capabilities]) => `${value} ${capabilities.size}`)
        .join(', '),
    ]);
}

function entryOf<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
