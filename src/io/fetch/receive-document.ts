import type { DocumentHead, DocumentStore } from './document-store.ts';
import type { Answer } from './follow-redirects.ts';
import { mediaTypeOfHeader } from './media-type.ts';
import type { FetchLimits } from './options.ts';
import { receiveBody } from './receive-body.ts';
import { refused } from './refused.ts';
import { discardBody, headerOf } from './response.ts';
import type { StoredDocument } from './stored-document.ts';
import { tooLarge } from './trouble.ts';

interface Destination {
  readonly store: DocumentStore;
  readonly limits: Pick<FetchLimits, 'maxBytes'>;
}

/** Stores the document that an answer brings under `url`; throws what it means when it brings none. */
export async function receiveDocument(
  { store, limits: { maxBytes } }: Destination,
  url: string,
  { address, response }: Answer,
  signal: AbortSignal,
): Promise<StoredDocument> {
  if (response.statusCode !== 200) {
    await discardBody(response);
    throw refused(url, address, response);
  }
  if (Number(headerOf(response, 'content-length')) > maxBytes) {
    response.body.destroy();
    throw tooLarge(url, maxBytes);
  }
  const { body } = response;
  const contentEncoding = headerOf(response, 'content-encoding');
  try {
    return await store.save(url, async (write) => {
      await receiveBody({ subject: url, body, contentEncoding, maxBytes, signal }, write);
      return headOf(url, address, response);
    });
  } finally {
    // Else a body that could not be stored would keep its connection.
    body.destroy();
  }
}

function headOf(url: string, address: URL, response: Answer['response']): DocumentHead {
  const etag = headerOf(response, 'etag');
  const lastModified = headerOf(response, 'last-modified');
  return {
    url,
    answeredBy: address.href,
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
    mediaType: mediaTypeOfHeader(headerOf(response, 'content-type')),
  };
}
