import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { attackDocument } from './attack-documents.ts';
import type { SiteFramework, SiteSize } from './site-data.ts';
import { type GeneratedPages, generatePages } from './site-pages.ts';

/** Answers a request itself, or returns false to let the site's page be served. */
type Override = (path: string, response: ServerResponse, request: IncomingMessage) => boolean;

/** A request as it came in. */
interface SiteRequest {
  /** Below the root of the server. */
  readonly path: string;
  readonly isConditional: boolean;
  readonly status: number;
}

export interface GeneratedSite {
  readonly origin: string;
  readonly host: string;
  readonly home: string;
  readonly pages: GeneratedPages;
  /** In the order of their answers. Empty it to begin anew. */
  readonly requests: SiteRequest[];
  override: Override;
  close(): Promise<void>;
}

const PREFIX = '/mappings/';
const LAST_MODIFIED = 'Tue, 27 Jan 2026 00:00:00 GMT';

/** A generated site on a loopback server, with validators, and ATT&CK releases beside it. */
export async function serveSite(
  frameworks: readonly SiteFramework[],
  size: SiteSize,
): Promise<GeneratedSite> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const isConditional = request.headers['if-none-match'] !== undefined;
    response.on('finish', () =>
      site.requests.push({ path, isConditional, status: response.statusCode }),
    );
    if (!site.override(path, response, request)) answer(path, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const home = `http://${host}${PREFIX}`;
  const site: GeneratedSite = {
    origin: `http://${host}`,
    host,
    home,
    pages: generatePages(home, frameworks, size),
    requests: [],
    override: () => false,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function answer(path: string, request: IncomingMessage, response: ServerResponse): void {
    const etag = `"${createHash('sha256').update(path).digest('hex').slice(0, 16)}"`;
    const headers = { etag, 'last-modified': LAST_MODIFIED };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    const attack = attackDocument(path, frameworks, size);
    const body =
      attack ??
      (path.startsWith(PREFIX) ? site.pages.render(path.slice(PREFIX.length)) : undefined);
    const type = attack === undefined ? 'text/html; charset=utf-8' : 'application/json';
    if (body === undefined) response.writeHead(404).end('not here');
    else response.writeHead(200, { ...headers, 'content-type': type }).end(body);
  }

  return site;
}
