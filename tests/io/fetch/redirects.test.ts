import { describe, expect, test } from 'vitest';
import { addressCheck } from '../../../src/io/fetch/addresses.ts';
import { followRedirects } from '../../../src/io/fetch/follow-redirects.ts';
import type { HttpResponse } from '../../../src/io/fetch/http-client.ts';
import { failure, run, serve, status, text } from './support.ts';

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('%i to a named host is followed', async (code) => {
    const target = await serve(text('there', { 'content-type': 'text/plain' }));
    const server = await serve(status(code, { location: `${target.origin}/b` }));
    const { fetch, text: read } = await run({ servers: [server, target] });
    expect(await read(`${server.origin}/a`)).toBe('there');
    expect((await fetch(`${server.origin}/a`)).url).toBe(`${server.origin}/a`);
    expect(target.requests[0]?.url).toBe('/b');
  });

  test('to another host is refused, naming both', async () => {
    const target = await serve(text('never'));
    const server = await serve(status(302, { location: `${target.origin}/b` }));
    const { fetch } = await run({ servers: [server] });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toContain(`found ${target.host}, where ${server.host} redirects to`);
    expect(server.requests).toHaveLength(1);
    expect(target.requests).toHaveLength(0);
  });

  test('in a circle is refused', async () => {
    const server = await serve((response, request) =>
      response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end(),
    );
    const { fetch } = await run({ servers: [server] });
    expect((await failure(fetch(`${server.origin}/a`))).message).toContain('redirect loop');
    expect(server.requests).toHaveLength(2);
  });

  test('is followed up to the limit', async () => {
    const server = await serve((response, _, count) =>
      count === 3
        ? response.end('there')
        : response.writeHead(302, { location: `/${count}` }).end(),
    );
    const limits = { maxRedirects: 2 };
    const { text: read } = await run({ servers: [server], limits });
    expect(await read(`${server.origin}/a`)).toBe('there');
  });

  test('too far is refused', async () => {
    const server = await serve((response, _, count) =>
      response.writeHead(302, { location: `/${count}` }).end(),
    );
    const { fetch } = await run({ servers: [server], limits: { maxRedirects: 2 } });
    expect((await failure(fetch(`${server.origin}/a`))).message).toContain('at most 2 redirects');
    expect(server.requests).toHaveLength(3);
  });

  test.each<[string, Record<string, string>]>([
    ['nowhere', {}],
    ['nonsense', { location: 'http://[' }],
  ])('to %s is refused', async (_, headers) => {
    const server = await serve(status(302, headers));
    const { fetch } = await run({ servers: [server] });
    expect((await failure(fetch(`${server.origin}/a`))).message).toContain('name where to');
  });

  test('to an address with a password is refused without showing it', async () => {
    const server = await serve((response, request) =>
      response.writeHead(302, { location: `http://me:secret@${request.headers.host}/b` }).end(),
    );
    const { fetch } = await run({ servers: [server] });
    const error = await failure(fetch(`${server.origin}/a`));
    expect(error.message).toContain('without user name and password');
    expect(error.message).not.toContain('secret');
  });

  test('from https to http is refused', async () => {
    const answer = { statusCode: 302, headers: { location: 'http://localhost/b' } };
    const response = { ...answer, body: { dump: async () => null } } as unknown as HttpResponse;
    const route = {
      subject: 'x',
      check: addressCheck(['example.org', 'localhost']),
      maxRedirects: 5,
    };
    const asked = followRedirects(new URL('https://example.org/a'), route, async () => response);
    expect((await failure(asked)).message).toContain('expected to stay on https');
  });
});

describe('an address', () => {
  test.each([
    ['of a host not named', 'https://example.net/a', 'found example.net'],
    ['of another port', 'https://example.org:8443/a', 'found example.org:8443'],
    ['in plain http', 'http://example.org/a', 'expected an https address'],
    ['of another scheme', 'ftp://example.org/a', 'expected an https address'],
    ['of a file', 'file:///etc/passwd', 'expected an https address'],
    ['that is none', 'https://', 'expected an https address'],
    ['with a password', 'https://me:secret@example.org/a', 'without user name and password'],
  ])('%s is refused', async (_, url, message) => {
    const { fetch } = await run({ hosts: ['example.org'] });
    const error = await failure(fetch(url));
    expect(error.message).toContain(message);
    expect(`${error.subject} ${error.message}`).not.toContain('secret');
  });
});
