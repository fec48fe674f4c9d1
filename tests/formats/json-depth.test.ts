import { expect, it } from 'vitest';
import { isDeeperThan } from '../../src/formats/json-depth.ts';

it.each([
  ['[[1]]', 2, false],
  ['[[1]]', 1, true],
  ['{"a":[{}]}', 2, true],
  ['[{},[],{},[]]', 2, false],
  ['["[[[[\\"[[["]', 1, false],
  ['["[[', 1, false],
  ['', 0, false],
  ['['.repeat(1_000_000), 256, true],
] as const)('%# nesting is counted', (text, deepest, expected) => {
  expect(isDeeperThan(text, deepest)).toBe(expected);
});
