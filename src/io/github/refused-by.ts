import { STATUS_CODES } from 'node:http';
import { AttackMappingsError } from '../../errors.ts';
import { parseJson } from '../../formats/read-json.ts';
import { shorten } from '../../model/text.ts';
import type { HttpResponse } from '../fetch/http-client.ts';
import { headerOf } from '../fetch/response.ts';

/** What it means that the API did not do as it was asked. `token` is not said, even if the answer does. */
export function refusedBy(
  address: URL,
  response: HttpResponse,
  body: Uint8Array,
  token: string,
): AttackMappingsError {
  const { statusCode } = response;
  const found = `found ${statusCode} ${STATUS_CODES[statusCode] ?? ''}`.trimEnd();
  // Masked before it is cut: a part of a token is too much.
  const said = reasonsOf(body).join('; ').replaceAll(token, '***');
  const words = said === '' ? '' : ` (${shorten(said, 500)})`;
  const advice = isRateLimit(response) ? 'wait an hour and run again' : adviceFor(statusCode);
  return new AttackMappingsError(
    'export',
    `${address.host}${address.pathname}`,
    `expected the pull request of ${address.host}, ${found}${words}: ${advice}`,
  );
}

/** `message`, and those of `errors`, as the API gives them. */
function reasonsOf(body: Uint8Array): string[] {
  const parsed = parseJson(body);
  if (!('value' in parsed)) return [];
  const { message, errors } = (parsed.value ?? {}) as { message?: unknown; errors?: unknown };
  const details = Array.isArray(errors) ? errors.map((error) => error?.message) : [];
  return [message, ...details].filter((text) => typeof text === 'string');
}

function isRateLimit(response: HttpResponse): boolean {
  const { statusCode } = response;
  if (statusCode === 429) return true;
  const isUsedUp = headerOf(response, 'x-ratelimit-remaining') === '0';
  return statusCode === 403 && (isUsedUp || headerOf(response, 'retry-after') !== undefined);
}

function adviceFor(statusCode: number): string {
  if (statusCode >= 500) return 'run again when it is back';
  if (statusCode < 400)
    return 'the repository was renamed or moved, and redirects are not followed: use its new name';
  switch (statusCode) {
    case 401:
      return 'check that the token in GITHUB_TOKEN is still valid';
    case 403:
      return 'the workflow needs "permissions: pull-requests: write", and the repository has to allow Actions to create pull requests';
    case 404:
      return 'check the name of the repository, and that the token may see it';
    case 422:
      return 'check the branch and the base of the pull request';
    default:
      return 'check the repository and the token';
  }
}
