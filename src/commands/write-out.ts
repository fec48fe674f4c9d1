import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Text to standard output, no faster than it is read. A reader that closes the pipe is no failure;
 * what else goes wrong with the stream ends the process (cli.ts).
 */
export async function writeOut(chunks: Iterable<string> | AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(chunks), process.stdout, { end: false });
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    throw cause;
  }
}
