import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    // On two cores vitest would use one: most tests wait for processes of their own.
    maxWorkers: 2,
  },
});
