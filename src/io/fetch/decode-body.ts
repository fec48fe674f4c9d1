import { PassThrough, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { fetchError } from './trouble.ts';

/** The compressions that `decoderOf` undoes, as an accept-encoding header. */
export const ACCEPT_ENCODING = 'gzip, br, deflate';

/** The stream that undoes a content-encoding. Throws a `fetch` error when there is none for it. */
export function decoderOf(contentEncoding: string | undefined, subject: string): Transform {
  switch (contentEncoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return new PassThrough();
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      throw fetchError(
        subject,
        `expected a body in ${ACCEPT_ENCODING} or plain, found content-encoding ${contentEncoding}: check the server or the proxy in between`,
      );
  }
}
