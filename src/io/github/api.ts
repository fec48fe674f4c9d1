import { AttackMappingsError } from '../../errors.ts';
import { readJson } from '../../formats/read-json.ts';
import { addressCheck, parseAddress, showAddress } from '../fetch/addresses.ts';
import { withDeadline } from '../fetch/deadline.ts';
import { usableToken } from '../fetch/github-token.ts';
import { httpClient } from '../fetch/http-client.ts';
import { receiveBody } from '../fetch/receive-body.ts';
import { headerOf } from '../fetch/response.ts';
import { Trouble } from '../fetch/trouble.ts';
import { refusedBy } from './refused-by.ts';

export interface ApiOptions {
  /** As https://api.github.com, or https://host/api/v3 of an own server. */
  readonly apiUrl: string;
  /** Sent to the host of `apiUrl` and to no other. */
  readonly token: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Asks for a path, as /repos/a/b/pulls, and resolves to the JSON of the answer. */
export type AskApi = (
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

/** An answer is a pull request or two, each with a text of 64 kB. */
const MAX_BYTES = 4 * 1024 * 1024;
const TIMEOUT_MS = 60_000;
/** GitHub asks for a name, and refuses who has none. */
const USER_AGENT = 'attack-mappings';

/**
 * Runs with access to the REST API of GitHub (version 2022-11-28). Redirects are not followed and
 * nothing is asked twice. `ask` rejects with an `export` error that says what to do, without the
 * token.
 */
export async function withGithub<T>(
  { apiUrl, token: given, signal: stop }: ApiOptions,
  work: (ask: AskApi) => Promise<T>,
): Promise<T> {
  const base = apiAddress(apiUrl);
  const token = usableToken(given);
  if (token === undefined) throw noToken();
  const limits = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS };
  const client = httpClient({
    userAgent: USER_AGENT,
    connections: 1,
    limits,
    token,
    tokenHost: base.host,
  });
  const headers = {
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'content-type': 'application/json',
  };
  const ask: AskApi = async (method, path, body) => {
    const address = new URL(`${base.href.replace(/\/+$/, '')}${path}`);
    try {
      return await withDeadline(path, TIMEOUT_MS, stop, async ({ signal }) => {
        const response = await (method === 'GET'
          ? client.get(address, headers, signal)
          : client.send(method, address, headers, JSON.stringify(body ?? {}), signal));
        const chunks: Uint8Array[] = [];
        const contentEncoding = headerOf(response, 'content-encoding');
        const incoming = { subject: path, body: response.body, contentEncoding, signal };
        await receiveBody({ ...incoming, maxBytes: MAX_BYTES }, async (chunk) => {
          chunks.push(chunk);
        });
        const bytes = Buffer.concat(chunks);
        if (response.statusCode >= 300) throw refusedBy(address, response, bytes, token);
        return readJson(bytes, `${address.host}${path}`);
      });
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      const message = `${error.message}: ${error.advice}`;
      throw new AttackMappingsError('export', address.host, message, { cause: error });
    }
  };
  try {
    return await work(ask);
  } finally {
    await client.close();
  }
}

function apiAddress(apiUrl: string): URL {
  const address = parseAddress(apiUrl);
  if (address === undefined) {
    const message = 'expected the address of an API, as https://api.github.com: set GITHUB_API_URL';
    throw new AttackMappingsError('config', 'GITHUB_API_URL', message);
  }
  address.search = '';
  addressCheck([address.host])(address, showAddress(address));
  return address;
}

function noToken(): AttackMappingsError {
  return new AttackMappingsError(
    'config',
    'GITHUB_TOKEN',
    'expected a token that may write pull requests, found none: set GITHUB_TOKEN, in a workflow to github.token',
  );
}
