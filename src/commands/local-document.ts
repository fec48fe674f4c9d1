import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ParserInput } from '../contracts.ts';
import { AttackMappingsError, messageOf } from '../errors.ts';
import { DEFAULT_LIMITS } from '../io/fetch/options.ts';

/** As much as is fetched at most. */
const LARGEST = DEFAULT_LIMITS.maxBytes;

/** A file, or standard input for `-`, as a parser takes it. Rejects with a `config` error. */
export async function localDocument(file: string): Promise<ParserInput> {
  const body = file === '-' ? await collect(process.stdin, file) : await readWhole(file);
  const url = file === '-' ? 'stdin' : basename(file);
  return { url, mediaType: '', sha256: createHash('sha256').update(body).digest('hex'), body };
}

async function readWhole(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file);
    // `await` before the end of the block: the handle is closed when all is read.
    return await collect(handle.createReadStream(), file);
  } catch (cause) {
    if (cause instanceof AttackMappingsError) throw cause;
    throw new AttackMappingsError('config', file, `cannot read ${file}: ${messageOf(cause)}`, {
      cause,
    });
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>, file: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > LARGEST) {
      throw new AttackMappingsError(
        'config',
        file,
        `expected at most ${LARGEST} bytes, found more: check that this is the file you mean`,
      );
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
