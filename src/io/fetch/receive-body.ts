import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AttackMappingsError } from '../../errors.ts';
import { decoderOf } from './decode-body.ts';
import { reasonOf, Trouble, tooLarge } from './trouble.ts';

interface Incoming {
  readonly subject: string;
  readonly body: Readable;
  readonly contentEncoding: string | undefined;
  /** Bytes, of the body as sent and of the body decoded. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Passes a decoded body to `write`, chunk by chunk. A compressed bomb ends at the cap, unseen the
 * rest. Rejects with Trouble when the body breaks off or is damaged, with a `fetch` error when it
 * is too large, and with whatever `write` rejects with.
 */
export async function receiveBody(
  { subject, body, contentEncoding, maxBytes, signal }: Incoming,
  write: (chunk: Uint8Array) => Promise<void>,
): Promise<void> {
  try {
    await pipeline(
      body,
      atMost(maxBytes, subject),
      decoderOf(contentEncoding, subject),
      atMost(maxBytes, subject),
      async (chunks: AsyncIterable<Uint8Array>) => {
        for await (const chunk of chunks) await write(chunk);
      },
      { signal },
    );
  } catch (error) {
    if (error instanceof AttackMappingsError) throw error;
    throw new Trouble(`${complaint(reasonOf(error))} (${reasonOf(error)})`, {
      retry: true,
      cause: error,
    });
  }
}

function atMost(maxBytes: number, subject: string) {
  return async function* limit(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw tooLarge(subject, maxBytes);
      yield chunk;
    }
  };
}

function complaint(reason: string): string {
  return /^Z_|^ERR_(_|BROTLI|ZLIB)/.test(reason)
    ? 'the compressed body is damaged'
    : 'the body broke off';
}
