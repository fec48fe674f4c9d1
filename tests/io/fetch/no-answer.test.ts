import { expect, test } from 'vitest';
import { noAnswer } from '../../../src/io/fetch/no-answer.ts';

const failed = (code: string) => Object.assign(new Error('failed'), { code });

test.each([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])('%s is not tried again, and advises on certificates', (code) => {
  const trouble = noAnswer('example.org', failed(code));
  expect(trouble.retry).toBe(false);
  expect(trouble.message).toBe(`no answer from example.org (${code})`);
  expect(trouble.advice).toContain('NODE_EXTRA_CA_CERTS');
});

test.each(['ECONNRESET', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT'])('%s is tried again', (code) => {
  expect(noAnswer('example.org', failed(code)).retry).toBe(true);
});

test('the code of a wrapped error is found', () => {
  const error = new Error('fetch failed', { cause: failed('ECONNRESET') });
  expect(noAnswer('example.org', error).message).toContain('(ECONNRESET)');
});
