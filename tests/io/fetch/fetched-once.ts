import { expect } from 'vitest';
import { type Answer, inTurn, run, serve, status, text } from './support.ts';

export const VALIDATORS = { etag: '"1"', 'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT' };

/** Serves "old" with validators, and 304 to whoever has it. */
export const unchanged: Answer = (response, request, count) =>
  (request.headers['if-none-match'] === '"1"' ? status(304) : text('old', VALIDATORS))(
    response,
    request,
    count,
  );

/** A server that was asked once, so that the cache folder holds its document. */
export async function fetchedOnce(later: Answer) {
  const server = await serve(inTurn(text('old', VALIDATORS), later));
  const first = await run({ servers: [server] });
  const url = `${server.origin}/a.json`;
  expect(await first.text(url)).toBe('old');
  await first.close();
  return { server, url, cacheDir: first.cacheDir };
}
