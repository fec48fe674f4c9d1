import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import type { FetchDocument } from '../../../src/contracts.ts';
import { AttackMappingsError } from '../../../src/errors.ts';
import { createFetch } from '../../../src/io/fetch/create-fetch.ts';
import type { FetchOptions, FetchWarning } from '../../../src/io/fetch/options.ts';

/** Loopback servers are asked directly, whatever proxy the machine has. */
for (const name of ['http_proxy', 'https_proxy', 'no_proxy']) {
  vi.stubEnv(name, undefined);
  vi.stubEnv(name.toUpperCase(), undefined);
}

export interface TestServer {
  /** As http://127.0.0.1:1234 */
  readonly origin: string;
  readonly host: string;
  /** Every request that came in, with its headers. */
  readonly requests: IncomingMessage[];
  /** Connections that were opened. */
  connections(): number;
  stop(): Promise<void>;
}

/** Answers a request; `count` is 1 for the first one. */
export type Answer = (response: ServerResponse, request: IncomingMessage, count: number) => unknown;

/** A loopback server for one test. */
export async function serve(answer: Answer): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    requests.push(request);
    answer(response, request, requests.length);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(stop);
  return { origin: `http://${host}`, host, requests, connections: () => connections, stop };
}

/** Answers the given ones in turn, then the last one for ever. */
export function inTurn(...answers: Answer[]): Answer {
  return (response, request, count) =>
    answers[Math.min(count, answers.length) - 1]?.(response, request, count);
}

export function status(code: number, headers: Record<string, string> = {}): Answer {
  return (response) => response.writeHead(code, headers).end(`status ${code}`);
}

export function text(body: string | Uint8Array, headers: Record<string, string> = {}): Answer {
  return (response) => response.writeHead(200, headers).end(body);
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'attack-mappings-fetch-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Fetcher {
  readonly fetch: FetchDocument;
  readonly cacheDir: string;
  readonly warnings: FetchWarning[];
  close(): Promise<void>;
  /** Fetches and reads. */
  text(url: string): Promise<string>;
}

/** One run with impatient limits; give it the `cacheDir` of another to make it the next run. */
export async function run(
  options: Partial<FetchOptions> & { servers?: TestServer[] },
): Promise<Fetcher> {
  const { servers = [], limits, ...rest } = options;
  const cacheDir = rest.cacheDir ?? (await temporaryFolder());
  const warnings: FetchWarning[] = [];
  const { fetch, close } = createFetch({
    hosts: servers.map(({ host }) => host),
    userAgent: 'attack-mappings/0.0.0-test (+https://example.org)',
    onWarning: (warning) => warnings.push(warning),
    limits: { baseDelay: 1, maxAttempts: 3, totalTimeout: 5000, ...limits },
    ...rest,
    cacheDir,
  });
  onTestFinished(close);
  const read = async (url: string) => Buffer.from(await (await fetch(url)).read()).toString('utf8');
  return { fetch, close, cacheDir, warnings, text: read };
}

/** The error of a failing promise; the test fails when there is none or one of another kind. */
export async function failure(promise: Promise<unknown>): Promise<AttackMappingsError> {
  const error = await promise.then(
    (value) => new Error(`expected a failure, found ${JSON.stringify(value)}`),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(AttackMappingsError);
  return error;
}

/** Names in the document store, sorted; empty when there is none. */
export async function storeNames(cacheDir: string): Promise<string[]> {
  return (await readdir(join(cacheDir, 'documents')).catch(() => [])).sort();
}

/** The one file of the store with the given end, as its path and its text. */
export async function storeFile(
  cacheDir: string,
  end: string,
): Promise<{ path: string; text: string }> {
  const names = (await storeNames(cacheDir)).filter((name) => name.endsWith(end));
  expect(names).toHaveLength(1);
  const path = join(cacheDir, 'documents', String(names[0]));
  return { path, text: await readFile(path, 'utf8') };
}
