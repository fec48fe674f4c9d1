import { shorten } from '../model/text.ts';

/** More members than this make no message clearer. */
const MOST = 20;

/** Texts of documents in a message: the first ones, each cut short, and a count of the others. */
export function shortList(texts: readonly string[], between = ', '): string {
  const shown = texts.slice(0, MOST).map((text) => shorten(text));
  const more = texts.length - shown.length;
  return `${shown.join(between)}${more > 0 ? `, and ${more} more` : ''}`;
}
