import { shorten } from '../model/text.ts';

/** A value of a document in a message: cut short, and in quotation marks. */
export function quoted(text: string, length?: number): string {
  return JSON.stringify(shorten(text, length));
}
