import { shorten } from '../model/text.ts';

/** Ids on a way that a message shows. */
const SHOWN = 10;

/** The way along revoked-by in a message; of a long one the first ids and the last. */
export function wayText(path: readonly string[]): string {
  const ids = path.length > SHOWN ? [...path.slice(0, SHOWN), '…', ...path.slice(-1)] : path;
  return ids.map((id) => shorten(id)).join(' → ');
}
