import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Artifact } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';

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

/** A single result to standard output; nothing when there is none. Throws `config` for several. */
export async function writeSingle(artifacts: readonly Artifact[], advice: string): Promise<void> {
  const [only, ...others] = artifacts;
  if (only === undefined) return;
  if (others.length === 0) return writeOut(only.chunks);
  const paths = artifacts.map(({ path }) => `  ${path}`).join('\n');
  throw new AttackMappingsError(
    'config',
    '--out',
    `${artifacts.length} files come of this; ${advice}:\n${paths}`,
  );
}
