/** Score categories that have a layer. */
export const CATEGORIES: readonly string[] = ['protect', 'detect', 'respond'];
/** Score values that have a score in layers. */
export const VALUES: readonly string[] = ['minimal', 'partial', 'significant'];

/** The word of a list that a text is, in whatever letter case; undefined when it is none. */
export function wordOf(words: readonly string[], text: string): string | undefined {
  if (words.includes(text)) return text;
  const lower = text.toLowerCase();
  return words.find((word) => word === lower);
}
