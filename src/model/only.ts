import { ACROSS, fitsGlob, type GlobPiece, IN_PART, ONE, PARTS } from './glob.ts';

const PIECES: ReadonlyMap<string, GlobPiece> = new Map<string, GlobPiece>([
  ['**/', PARTS],
  ['**', ACROSS],
  ['*', IN_PART],
  ['?', ONE],
]);

/**
 * A glob on a set's path: `*` and `?` within a part, `**` across parts. A pattern that names
 * leading parts takes everything below them.
 */
export function pathGlob(glob: string): (path: string) => boolean {
  const pieces = glob
    .replace(/(?<!\/)\/+$/, '')
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => PIECES.get(part) ?? part);
  const below: readonly GlobPiece[] = [...pieces, '/', ACROSS];
  return (path) => fitsGlob(pieces, path) || fitsGlob(below, path);
}
