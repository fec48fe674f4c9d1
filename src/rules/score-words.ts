import { SCORE_CATEGORIES, SCORE_OF } from '../model/score-words.ts';

/** Score categories that have a layer. */
export const CATEGORIES: readonly string[] = SCORE_CATEGORIES;
/** Score values that have a score in layers. */
export const VALUES: readonly string[] = [...SCORE_OF.keys()];

/** The word of a list that a text is, in whatever letter case; undefined when it is none. */
export function wordOf(words: readonly string[], text: string): string | undefined {
  if (words.includes(text)) return text;
  const lower = text.toLowerCase();
  return words.find((word) => word === lower);
}
