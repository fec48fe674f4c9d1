import { statfs } from 'node:fs/promises';
import type { SetShape } from './synthetic/set-shape.ts';

/** Bytes of a generated row and all that is built of it, without its comment; as measured, rounded up. */
const BYTES_PER_ROW = 1900;
/** Bytes that a character of a comment takes in all formats together. */
const BYTES_PER_CHARACTER = 6;
/** So many times the room that is needed must be free: others write too. */
const ROOM = 3;

/** Bytes that sets and what is built of them take, about. */
export function bytesOf(shapes: readonly SetShape[]): number {
  return shapes.reduce((sum, { rows, comments }) => {
    const length = comments.reduce((all, value) => all + value, 0) / comments.length;
    return sum + rows * (BYTES_PER_ROW + length * BYTES_PER_CHARACTER);
  }, 0);
}

/** The part of `bytes` that there is room for in a folder, 1 at most. */
export async function fittingShare(folder: string, bytes: number): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  const share = (bavail * bsize) / ROOM / bytes;
  // Rounded down, so that the same machine measures the same thing twice.
  return share >= 1 ? 1 : Math.floor(share * 20) / 20;
}
