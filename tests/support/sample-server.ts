import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const SAMPLE = join(import.meta.dirname, '..', '..', 'pipelines', 'sample');

/** Answers a request itself, or returns false to let the sample's file be served. */
type Override = (
  path: string,
  response: ServerResponse,
  request: IncomingMessage,
) => boolean | Promise<boolean>;

export interface SampleServer {
  readonly origin: string;
  /** Paths asked for, in order. */
  readonly requests: string[];
  override: Override;
}

/** The embedded sample on a loopback server: a small publisher whose every answer a test can change. */
export async function serveSample(): Promise<SampleServer> {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    state.requests.push(path);
    if (await state.override(path, response, request)) return;
    const body = await readFile(join(SAMPLE, path)).catch(() => undefined);
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  const state: SampleServer = {
    origin: `http://127.0.0.1:${port}`,
    requests: [],
    override: () => false,
  };
  return state;
}

/** Answers one path with another body; everything else stays the sample's. */
export function serveInstead(server: SampleServer, path: string, body: string | Buffer): void {
  server.override = (asked, response) => {
    if (asked !== `/${path}`) return false;
    response.end(body);
    return true;
  };
}

/** A pipeline file for a served sample, with more settings at its end; returns its path. */
export async function servedPipeline(
  folder: string,
  { origin }: SampleServer,
  more = '',
): Promise<string> {
  const path = join(folder, 'served.yaml');
  await writeFile(path, servedSettings({ origin }, more));
  return path;
}

/** The text of that file. */
export function servedSettings({ origin }: Pick<SampleServer, 'origin'>, more = ''): string {
  return `title: Sample, served
source:
  type: git-tree
  listing: ${origin}/git-tree.json
  documents: ${origin}/
  path: mappings/{framework}/attack-{attack_version}/{framework}-{framework_version}/{domain}/*.json
parser: unified-json
attack: ${origin}/attack/index.json
hosts: ["${new URL(origin).host}"]
exporters: { json: , csv: , navigator: , stix: }
attribution: [Served by a test.]
${more}`;
}

/** The text of a file of the sample. */
export function sampleText(path: string): Promise<string> {
  return readFile(join(SAMPLE, path), 'utf8');
}
