import { shorten } from '../model/text.ts';

/** What of the second list is not in the first. */
export function missingFrom(list: readonly string[], others: readonly string[]): string[] {
  const known = new Set(list);
  return others.filter((entry) => !known.has(entry));
}

const SHOWN = 5;

/** The first of some names, for a message. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => shorten(name, 60));
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
