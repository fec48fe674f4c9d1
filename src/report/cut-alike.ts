import { visible } from '../model/text.ts';

/** Values that are shown whole: less than what is shown of a long one, for marks take room too. */
const LONGEST_WHOLE = 200;
/** Kept of what both begin or end with. */
const CONTEXT = 30;

/**
 * Two values that differ, with what both begin and end with cut to what stands beside the difference
 * when one of them is long: a cut at their ends would show two values that look the same.
 */
export function cutAlike(old: string, next: string): readonly [old: string, next: string] {
  if (visible(old).length <= LONGEST_WHOLE && visible(next).length <= LONGEST_WHOLE) {
    return [old, next];
  }
  const room = Math.min(old.length, next.length);
  let start = 0;
  while (start < room && old[start] === next[start]) start += 1;
  let end = 0;
  while (end < room - start && old.at(-1 - end) === next.at(-1 - end)) end += 1;
  const head = Math.max(0, start - CONTEXT);
  const tail = Math.max(0, end - CONTEXT);
  const cut = (text: string) =>
    `${head > 0 ? '…' : ''}${text.slice(head, text.length - tail)}${tail > 0 ? '…' : ''}`;
  return [cut(old), cut(next)];
}
