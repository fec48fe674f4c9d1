import type { SetKey } from '../generated/mapping-set.ts';
import { ACROSS, endsAfter, type GlobPiece, IN_PART, ONE, startOf } from '../model/glob.ts';
import { type Field, type Piece, readPieces } from './template-pieces.ts';

const FIELDS: readonly Field[] = ['framework', 'framework_version', 'attack_version', 'domain'];

/** No path is longer; what is, does not fit. */
const LONGEST = 500;

/** What a path says of its set; undefined when the path does not fit the template. */
export type PathReader = (path: string) => Partial<SetKey> | undefined;

/**
 * A template such as `mappings/{framework}/attack-{attack_version}/*.json` as a reader of paths.
 * A field named twice has to say the same twice; `*` is any text without a slash, `**` any text.
 * Of several ways to read a path, wildcards take what they can and fields no more than they must.
 * The reader throws `expectation` for a path with too many ways.
 */
export function pathTemplate(template: string): PathReader {
  const pieces = template.split(/(\{[a-z_]+\}|\*\*?)/).map(pieceOf);
  return (path) => {
    if (path.length > LONGEST) return undefined;
    const rests = restsOf(pieces, path);
    return rests[0]?.[0] === 1 ? readPieces(pieces, rests, path, template) : undefined;
  };
}

function pieceOf(text: string): Piece {
  if (text === '*') return IN_PART;
  if (text === '**') return ACROSS;
  const field = FIELDS.find((name) => text === `{${name}}`);
  return field === undefined ? text : { field };
}

/**
 * For each piece, and for what follows the last, the positions from which the rest of the path can
 * fit: 1 there. A field is any text here, also where it is named again.
 */
function restsOf(pieces: readonly Piece[], path: string): Uint8Array[] {
  // From the end, and so all is written backwards.
  const backwards = reversed(path);
  let ends = startOf(backwards);
  const rests = [ends.slice().reverse()];
  for (const piece of pieces.toReversed()) {
    for (const glob of globsOf(piece)) ends = endsAfter(glob, ends, backwards);
    rests.unshift(ends.slice().reverse());
  }
  return rests;
}

function globsOf(piece: Piece): GlobPiece[] {
  if (typeof piece === 'object') return [ONE, IN_PART];
  return [typeof piece === 'string' ? reversed(piece) : piece];
}

/** By UTF-16 units, as positions are. */
function reversed(text: string): string {
  return text.split('').reverse().join('');
}
