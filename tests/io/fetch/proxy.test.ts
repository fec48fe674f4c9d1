import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { failure, run, serve, text } from './support.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A loopback proxy that tunnels or forwards, and what it was asked for. */
async function startProxy(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const proxy = createServer((incoming, response) => {
    asked.push(String(incoming.url));
    incoming.pipe(
      request(String(incoming.url), (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  proxy.on('connect', (incoming, socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    const [host, port] = String(incoming.url).split(':');
    const tunnel = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      tunnel.pipe(socket).pipe(tunnel);
    });
    tunnel.on('error', () => socket.destroy());
    socket.on('error', () => tunnel.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked };
}

function setProxy(url: string, noProxy: string): void {
  for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY']) {
    vi.stubEnv(name, url);
  }
  for (const name of ['no_proxy', 'NO_PROXY']) vi.stubEnv(name, noProxy);
}

test('requests go through the proxy of the environment', async () => {
  const proxy = await startProxy();
  const server = await serve(text('done'));
  setProxy(proxy.url, '');
  const { text: read } = await run({ servers: [server] });
  expect(await read(`${server.origin}/a`)).toBe('done');
  expect(proxy.asked).toHaveLength(1);
  expect(proxy.asked[0]).toContain(server.host);
});

test('but not to hosts that no_proxy names', async () => {
  const proxy = await startProxy();
  const server = await serve(text('done'));
  setProxy(proxy.url, '127.0.0.1');
  const { text: read } = await run({ servers: [server] });
  expect(await read(`${server.origin}/a`)).toBe('done');
  expect(proxy.asked).toEqual([]);
});

test('a proxy that is no address is a configuration error that shows no password', async () => {
  const server = await serve(text('done'));
  setProxy('http://me:secret@[', '');
  const { fetch } = await run({ servers: [server] });
  const error = await failure(fetch(`${server.origin}/a`));
  expect(error.code).toBe('config');
  expect(error.message).toContain('http_proxy');
  expect(error.message).not.toContain('secret');
});
