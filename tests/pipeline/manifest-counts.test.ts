import { expect, it } from 'vitest';
import { manifestSet } from '../../src/pipeline/manifest.ts';
import type { SetPlan } from '../../src/pipeline/plan.ts';
import { migratedSet } from '../support/migrated-set.ts';
import { variedSet } from '../support/varied-set.ts';

const entry = variedSet();
const plan: SetPlan = {
  path: entry.path,
  key: entry.set.key,
  framework: entry.framework,
  lineage: entry.set.lineage,
  documents: [],
  newest: true,
};

const countsOf = (set: typeof entry.set) =>
  manifestSet(plan, { ...entry, set, inputs: [] }, [], [], '').counts;

it('the manifest counts the techniques of the release by state', () => {
  const counts = countsOf(entry.set);
  expect(counts.coverage).toEqual({
    mapped: 4,
    non_mappable: 1,
    not_assessed: 0,
    not_mapped: 1,
    total: 6,
  });
  expect(counts).not.toHaveProperty('aside');
});

it('the manifest counts the rows that migrations set aside, and what they did not assess', () => {
  const once = migratedSet(entry.set, [], { aside: 2 }, '9.0');
  const counts = countsOf(migratedSet(once, ['T1053'], { aside: 3 }));
  expect(counts.aside).toBe(5);
  expect(counts.coverage).toMatchObject({ not_assessed: 1, not_mapped: 0, total: 6 });
  expect(countsOf(migratedSet(entry.set)).aside).toBe(0);
});
