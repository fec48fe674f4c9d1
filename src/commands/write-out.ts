import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AttackMappingsError } from '../errors.ts';

/** Text to standard output, no faster than it is read. A reader that closes the pipe is no failure. */
export async function writeOut(chunks: Iterable<string> | AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(chunks), process.stdout, { end: false });
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    if (!isOutput(cause)) throw cause;
    throw new AttackMappingsError(
      'export',
      'standard output',
      `cannot write to standard output (${code}): check where it leads, or name a folder with --out`,
      { cause },
    );
  }
}

function isOutput(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall === 'write';
}
