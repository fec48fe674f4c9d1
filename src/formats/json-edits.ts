import { parsePointer } from '../model/json-pointer.ts';
import { type JsonPlace, jsonPlaces } from './json-places.ts';
import { isSpace } from './json-scan.ts';

/** The value at a pointer gives way to these: none removes it, several take its place in a list. */
export interface JsonEdit {
  readonly pointer: string;
  readonly values: readonly unknown[];
}

export interface Edited {
  readonly text: string;
  /** For each group of edits, whether it was applied: as a whole or not at all. */
  readonly applied: readonly boolean[];
}

/**
 * A JSON text with groups of edits applied; every byte that none of them is about stays. A group
 * that touches what an earlier one changes, or a place that is not there, is left out whole; one
 * that wants what an earlier one did is applied with it. No member may stand twice in the text.
 */
export function editJson(text: string, groups: readonly (readonly JsonEdit[])[]): Edited {
  const places = jsonPlaces(
    text,
    groups.flat().map(({ pointer }) => pointer),
  );
  const claims = new Claims();
  const edits = new Map<string, JsonEdit>();
  const applied = groups.map((group) => {
    const isThere = group.every((edit) => isPossible(edit, places.get(edit.pointer)));
    if (group.length === 0 || !isThere || !claims.take(group)) return false;
    for (const edit of group) edits.set(edit.pointer, edit);
    return true;
  });
  const cuts = [...edits.values()].map((edit) => ({
    edit,
    place: places.get(edit.pointer) as JsonPlace,
  }));
  return { text: cutAndJoin(text, [...replacements(text, cuts), ...removals(cuts)]), applied };
}

interface Cut {
  readonly edit: JsonEdit;
  readonly place: JsonPlace;
}

/** From `start` to `end` the text gives way to `text`. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The whole document is neither removed nor made several; a member is made one value. */
function isPossible({ pointer, values }: JsonEdit, place: JsonPlace | undefined): boolean {
  if (place?.pointer !== pointer || place.before === undefined) return false;
  return values.length < 2 || place.elementStart === place.start;
}

function replacements(text: string, cuts: readonly Cut[]): Replacement[] {
  return cuts
    .filter(({ edit }) => edit.values.length > 0)
    .map(({ edit, place: { start, end, before = 0, next } }) => {
      const gap = next === undefined ? text.slice(before + 1, start) : gapBefore(text, next);
      const values = edit.values.map((value) => JSON.stringify(value));
      return { start, end, text: values.join(`,${gap || ' '}`) };
    });
}

/** The white space before an element. */
function gapBefore(text: string, at: number): string {
  let start = at;
  while (start > 0 && isSpace(text.charCodeAt(start - 1))) start -= 1;
  return text.slice(start, at);
}

/** Neighbours that all go are cut out as one, so that exactly one comma goes with each. */
function removals(cuts: readonly Cut[]): Replacement[] {
  const gone = cuts
    .filter(({ edit }) => edit.values.length === 0)
    .sort((a, b) => a.place.elementStart - b.place.elementStart);
  const runs: JsonPlace[][] = [];
  for (const { place } of gone) {
    const run = runs.at(-1);
    if (run?.at(-1)?.next === place.elementStart) run.push(place);
    else runs.push([place]);
  }
  return runs.map((run) => {
    const first = run[0] as JsonPlace;
    const last = run.at(-1) as JsonPlace;
    if (last.next !== undefined) return { start: first.elementStart, end: last.next, text: '' };
    // The last elements go with the comma before them; when all go, the bracket stays.
    const start = first.index === 0 ? first.elementStart : (first.before ?? first.elementStart);
    return { start, end: last.end, text: '' };
  });
}

function cutAndJoin(text: string, replacements: readonly Replacement[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: part } of [...replacements].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, start), part);
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}

/** What is already being changed, so that no two edits meet. */
class Claims {
  readonly #root: Claim = { children: new Map(), below: 0, edit: undefined };

  /** Claims the places of all edits, or of none when one of them is taken, or within or around one that is. */
  take(group: readonly JsonEdit[]): boolean {
    const done: (readonly Claim[])[] = [];
    for (const edit of group) {
      const way = this.#way(edit.pointer);
      const own = way.at(-1) as Claim;
      const isSame = own.edit !== undefined && sameEdit(own.edit, edit);
      if (!isSame && (own.below > 0 || way.some((claim) => claim.edit !== undefined))) {
        for (const claims of done) release(claims);
        return false;
      }
      if (isSame) continue;
      own.edit = edit;
      for (const claim of way.slice(0, -1)) claim.below += 1;
      done.push(way);
    }
    return true;
  }

  #way(pointer: string): Claim[] {
    const way = [this.#root];
    for (const name of parsePointer(pointer)) {
      const children = (way.at(-1) as Claim).children;
      const child = children.get(name) ?? { children: new Map(), below: 0, edit: undefined };
      children.set(name, child);
      way.push(child);
    }
    return way;
  }
}

interface Claim {
  readonly children: Map<string, Claim>;
  /** Claims within. */
  below: number;
  edit: JsonEdit | undefined;
}

function release(way: readonly Claim[]): void {
  for (const claim of way.slice(0, -1)) claim.below -= 1;
  const own = way.at(-1);
  if (own) own.edit = undefined;
}

function sameEdit(a: JsonEdit, b: JsonEdit): boolean {
  return JSON.stringify(a.values) === JSON.stringify(b.values);
}
