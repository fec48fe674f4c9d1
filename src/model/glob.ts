/** Any text without a slash, also none. */
export const IN_PART = Symbol('*');
/** One character that is no slash. */
export const ONE = Symbol('?');
/** Any text. */
export const ACROSS = Symbol('**');
/** Any number of whole parts, each with its slash. */
export const PARTS = Symbol('**/');

/** A piece of a pattern: text that stands for itself, or what stands for other text. */
export type GlobPiece = string | typeof IN_PART | typeof ONE | typeof ACROSS | typeof PARTS;

/**
 * True when the pieces, one after the other, make up the whole text. Takes time in proportion to
 * pattern times text, whatever they are, which a regular expression does not.
 */
export function fitsGlob(pieces: readonly GlobPiece[], text: string): boolean {
  let ends = startOf(text);
  for (const piece of pieces) ends = endsAfter(piece, ends, text);
  return ends[text.length] === 1;
}

/** The position before a text, as `endsAfter` has positions: from 0 to its length, 1 at those meant. */
export function startOf(text: string): Uint8Array {
  return new Uint8Array(text.length + 1).fill(1, 0, 1);
}

/** Where a piece can end that begins at one of these positions. */
export function endsAfter(piece: GlobPiece, starts: Uint8Array, text: string): Uint8Array {
  if (typeof piece === 'string') return endsOfText(piece, starts, text);
  if (piece === PARTS) return endsOfParts(starts, text);
  const ends = piece === ONE ? new Uint8Array(text.length + 1) : starts.slice();
  // What stands for many characters goes on from where it can end.
  const from = piece === ONE ? starts : ends;
  for (let at = 0; at < text.length; at += 1) {
    if (from[at] === 1 && (piece === ACROSS || text[at] !== '/')) ends[at + 1] = 1;
  }
  return ends;
}

function endsOfText(piece: string, starts: Uint8Array, text: string): Uint8Array {
  if (piece === '') return starts;
  const ends = new Uint8Array(text.length + 1);
  for (let at = text.indexOf(piece); at !== -1; at = text.indexOf(piece, at + 1)) {
    if (starts[at] === 1) ends[at + piece.length] = 1;
  }
  return ends;
}

function endsOfParts(starts: Uint8Array, text: string): Uint8Array {
  const ends = starts.slice();
  let isInPart = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== '/') isInPart ||= ends[at] === 1;
    else {
      if (isInPart) ends[at + 1] = 1;
      isInPart = false;
    }
  }
  return ends;
}
