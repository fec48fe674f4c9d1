/** Score categories that get a layer of their own. */
export const SCORE_CATEGORIES = ['protect', 'detect', 'respond'] as const;

/** What a score value counts in a layer. A value that is not here has no score. */
export const SCORE_OF: ReadonlyMap<string, number> = new Map([
  ['minimal', 1],
  ['partial', 2],
  ['significant', 3],
]);
