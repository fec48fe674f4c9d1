import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { AttackMappingsError } from '../../errors.ts';
import { ACCEPT_ENCODING } from './decode-body.ts';
import { noAnswer } from './no-answer.ts';
import type { FetchLimits } from './options.ts';
import { reasonOf } from './trouble.ts';

export type HttpResponse = Dispatcher.ResponseData;

/** One request, one answer; redirects, statuses and retries are for others to think about. */
export interface HttpClient {
  /** Rejects with Trouble when no answer comes. */
  get(
    address: URL,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<HttpResponse>;
  /** The same with a method and a body. */
  send(
    method: 'POST' | 'PATCH',
    address: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<HttpResponse>;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

export interface HttpSettings {
  readonly userAgent: string;
  /** Connections to one host. */
  readonly connections: number;
  readonly limits: Pick<FetchLimits, 'headersTimeout' | 'bodyTimeout'>;
  readonly token: string | undefined;
  /** The only host that is sent the token. */
  readonly tokenHost: string;
}

/** A client that reuses connections and goes through the proxy that the environment names by now. */
export function httpClient(settings: HttpSettings): HttpClient {
  const { userAgent, connections, limits, token, tokenHost } = settings;
  const dispatcher = proxyAgent(connections, limits);
  const ask = async (
    address: URL,
    headers: Readonly<Record<string, string>>,
    more: Pick<Dispatcher.RequestOptions, 'method' | 'body'> & { signal: AbortSignal },
  ) => {
    const authorization =
      token !== undefined && address.host === tokenHost ? { authorization: `Bearer ${token}` } : {};
    try {
      const response = await request(address, {
        ...more,
        dispatcher,
        headers: {
          'user-agent': userAgent,
          'accept-encoding': ACCEPT_ENCODING,
          ...headers,
          ...authorization,
        },
      });
      // A body that breaks before anyone reads it must not end the process.
      response.body.on('error', () => undefined);
      return response;
    } catch (error) {
      throw noAnswer(address.host, error);
    }
  };
  return {
    get: (address, headers, signal) => ask(address, headers, { method: 'GET', signal }),
    send: (method, address, headers, body, signal) =>
      ask(address, headers, { method, body, signal }),
    close: () => dispatcher.destroy(),
  };
}

function proxyAgent(connections: number, limits: HttpSettings['limits']): EnvHttpProxyAgent {
  const { headersTimeout, bodyTimeout } = limits;
  const connect = { timeout: headersTimeout };
  try {
    return new EnvHttpProxyAgent({ connections, headersTimeout, bodyTimeout, connect });
  } catch (error) {
    // Its own message could show the password in the address of the proxy.
    throw new AttackMappingsError(
      'config',
      'http_proxy, https_proxy',
      'expected the address of a proxy such as http://proxy.example:3128, found something else: check the environment variables http_proxy and https_proxy',
      { cause: reasonOf(error) },
    );
  }
}
