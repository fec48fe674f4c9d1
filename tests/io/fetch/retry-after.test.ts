import { expect, test } from 'vitest';
import { retryAfter } from '../../../src/io/fetch/retry-after.ts';

const NOW = Date.UTC(2024, 0, 1);

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Mon, 01 Jan 2024 00:00:30 GMT', 30_000],
  ['Sunday, 31-Dec-23 00:00:00 GMT', 0],
  ['1.5', undefined],
  ['-3', undefined],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is %j ms', (header, wait) => {
  expect(retryAfter(header, NOW)).toBe(wait);
});
