import { AttackMappingsError } from '../errors.ts';
import type { SetKey } from '../generated/mapping-set.ts';
import { type ACROSS, IN_PART } from '../model/glob.ts';
import { shorten } from '../model/text.ts';

type Field = keyof SetKey;

/** A piece of a template: text that stands for itself, a wildcard, or a field. */
export type Piece = string | typeof IN_PART | typeof ACROSS | { readonly field: Field };

/** Many times what a path takes. More is only needed where a field named twice fits in many ways. */
const MOST_STEPS = 20_000;

/**
 * The values of the fields in a path; undefined when it does not fit, or the template names none.
 * `starts` says where the last 0, 1, 2… pieces can begin, counted from the end of the path, so that
 * without fields named twice no way is tried in vain.
 */
export function readPieces(
  pieces: readonly Piece[],
  starts: readonly Uint8Array[],
  path: string,
  template: string,
): Partial<SetKey> | undefined {
  const values = new Map<Field, string>();
  let steps = 0;

  const fitsFrom = (index: number, start: number): boolean => {
    const piece = pieces[index];
    if (piece === undefined) return start === path.length;
    const fitsTo = (end: number) => {
      steps += 1;
      if (steps > MOST_STEPS) throw tooManyWays(path, template);
      const canGoOn = starts[pieces.length - index - 1]?.[path.length - end] === 1;
      return canGoOn && fitsFrom(index + 1, end);
    };
    const known = typeof piece === 'object' ? values.get(piece.field) : piece;
    if (typeof known === 'string') {
      return path.startsWith(known, start) && fitsTo(start + known.length);
    }
    const slash = path.indexOf('/', start);
    const partEnd = slash === -1 ? path.length : slash;
    if (typeof piece === 'object') {
      for (let end = start + 1; end <= partEnd; end += 1) {
        values.set(piece.field, path.slice(start, end));
        if (fitsTo(end)) return true;
      }
      values.delete(piece.field);
      return false;
    }
    const last = piece === IN_PART ? partEnd : path.length;
    for (let end = last; end >= start; end -= 1) if (fitsTo(end)) return true;
    return false;
  };

  return fitsFrom(0, 0) && values.size > 0 ? Object.fromEntries(values) : undefined;
}

function tooManyWays(path: string, template: string): AttackMappingsError {
  return new AttackMappingsError(
    'expectation',
    shorten(path, 200),
    `expected a path that fits ${template} in few ways, found more than can be tried: check the listing, or name no field twice in the pipeline's source.path`,
  );
}
