import { expect, it } from 'vitest';
import { targets } from '../../fuzz/targets.ts';
import { tryTarget } from '../../fuzz/try-target.ts';

/** The same inputs in every run: `npm run fuzz` tries others. */
const SEED = 20_260_101;

it.each(targets)('$name', async (target) => {
  const { failure, tried } = await tryTarget(target, { seed: SEED, runs: target.short });
  expect(failure).toBeUndefined();
  expect(tried).toBe(target.short);
});
