import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Scenario } from './scenarios.ts';

/** Reads what is published under a path with its query; undefined where nothing is. */
type Published = (path: string, origin: string) => Promise<Buffer | undefined>;

export interface BadServer {
  readonly origin: string;
  /** From now on this is what the server does; without it, it is sound. */
  play(scenario?: Scenario): void;
  /** Requests that the server that no pipeline names was asked. */
  readonly strays: string[];
  close(): Promise<void>;
}

/** A loopback publisher that misbehaves as a script says, and a second one that nobody may ask. */
export async function badServer(published: Published): Promise<BadServer> {
  const strays: string[] = [];
  const stranger = await listen((request, response) => {
    strays.push(request.url ?? '');
    response.end('{}');
  });
  let scenario: Scenario | undefined;
  let counts = new Map<string, number>();
  const publisher = await listen(async (request, response) => {
    const { pathname: path, search } = new URL(request.url ?? '/', 'http://localhost');
    const body = await published(
      decodeURIComponent(path) + search.replace(/[?&]moved=1$/, ''),
      publisher.origin,
    );
    const count = (counts.get(path) ?? 0) + 1;
    counts.set(path, count);
    const elsewhere = stranger.origin;
    const asked = {
      path,
      target: path + search,
      request,
      response,
      body: body ?? Buffer.of(),
      count,
      elsewhere,
    };
    if (body && (await scenario?.misbehave(asked))) return;
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(body);
  });
  return {
    origin: publisher.origin,
    strays,
    play(next) {
      scenario = next;
      counts = new Map();
    },
    async close() {
      await Promise.all([publisher.close(), stranger.close()]);
    },
  };
}

async function listen(
  answer: RequestListener,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
