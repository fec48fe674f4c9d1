import type { SetKey } from '../generated/mapping-set.ts';
import { ACROSS, endsAfter, type GlobPiece, IN_PART, ONE, startOf } from '../model/glob.ts';
import { KEY_MEMBERS } from '../model/set-key.ts';
import { type Piece, readPieces } from './template-pieces.ts';

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
  const backwards = pieces.map(globsOf).reverse();
  return (path) => {
    const starts = path.length > LONGEST ? undefined : startsOf(backwards, path);
    return starts && readPieces(pieces, starts, path, template);
  };
}

function pieceOf(text: string): Piece {
  if (text === '*') return IN_PART;
  if (text === '**') return ACROSS;
  const field = KEY_MEMBERS.find((name) => text === `{${name}}`);
  return field === undefined ? text : { field };
}

/**
 * Where the last 0, 1, 2… pieces can begin, counted from the end of the path, where a field is any
 * text, also when it is named again. Undefined when the path does not fit even so.
 */
function startsOf(backwards: readonly GlobPiece[][], path: string): Uint8Array[] | undefined {
  const text = reversed(path);
  let starts = startOf(text);
  const all = [starts];
  for (const globs of backwards) {
    for (const glob of globs) starts = endsAfter(glob, starts, text);
    if (!starts.includes(1)) return undefined;
    all.push(starts);
  }
  return starts[path.length] === 1 ? all : undefined;
}

function globsOf(piece: Piece): GlobPiece[] {
  if (typeof piece === 'object') return [ONE, IN_PART];
  return [typeof piece === 'string' ? reversed(piece) : piece];
}

/** By UTF-16 units, as positions are. */
function reversed(text: string): string {
  return text.split('').reverse().join('');
}
