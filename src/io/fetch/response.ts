import type { HttpResponse } from './http-client.ts';

/** How much of a body nobody wants is read to keep its connection, in bytes and milliseconds. */
const WORTH_READING = 64 * 1024;
const WORTH_WAITING = 500;

/** The value of a header, its first when it is sent more than once. */
export function headerOf({ headers }: HttpResponse, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Gets rid of a body: by reading a short one, so that the connection can be used again. */
export async function discardBody({ body }: HttpResponse): Promise<void> {
  const signal = AbortSignal.timeout(WORTH_WAITING);
  await body.dump({ limit: WORTH_READING, signal }).catch(() => undefined);
}
