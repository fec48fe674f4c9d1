import { STATUS_CODES } from 'node:http';
import type { HttpResponse } from './http-client.ts';
import { headerOf } from './response.ts';
import { retryAfter } from './retry-after.ts';
import { fetchError, notThere, Trouble } from './trouble.ts';

/** What an answer without a document means: Trouble when it may pass, a `fetch` error when not. */
export function refused(subject: string, address: URL, response: HttpResponse): Error {
  const { statusCode } = response;
  const found = `found ${statusCode} ${STATUS_CODES[statusCode] ?? ''}`.trimEnd();
  const message = `expected a document from ${address.host}, ${found}`;
  if (statusCode === 408 || statusCode === 429 || statusCode >= 500) {
    return new Trouble(message, {
      retry: true,
      retryAfter: retryAfter(headerOf(response, 'retry-after')),
    });
  }
  if (isRateLimit(response)) {
    return new Trouble(`${message}, its rate limit being used up`, {
      retry: false,
      advice: 'set GITHUB_TOKEN to raise the limit, or rerun in an hour',
    });
  }
  const isMissing = statusCode === 404 || statusCode === 410;
  const error = isMissing ? notThere : fetchError;
  return error(subject, `${message}: ${adviceFor(statusCode)}`);
}

/** GitHub says 403 where others say 429. Its limit lasts too long for a retry to help. */
function isRateLimit(response: HttpResponse): boolean {
  return response.statusCode === 403 && headerOf(response, 'x-ratelimit-remaining') === '0';
}

function adviceFor(statusCode: number): string {
  switch (statusCode) {
    case 401:
      return 'check that the token in GITHUB_TOKEN is still valid, or unset it';
    case 403:
      return 'check that the document is public, or set GITHUB_TOKEN to a token that may read it';
    case 404:
    case 410:
      return 'check the address; the document may have been moved or taken down';
    default:
      return 'check the address';
  }
}
