import type { Expectations } from '../generated/pipeline.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { counted } from '../model/text.ts';
import { earlierSet, type KnownSet } from './earlier-set.ts';
import type { GatedPlan } from './gate.ts';

/** Says once that a manifest of an earlier version lacks what some gates compare with. */
export function missingFacts(
  plans: readonly GatedPlan[],
  known: readonly KnownSet[],
  expect: Expectations,
  manifest: string,
): Diagnostic[] {
  const gates = [
    ...(expect.lost_capabilities === undefined ? [] : ['lost_capabilities']),
    ...(expect.new_values === 'stop' ? ['new_values'] : []),
    ...(expect.changed_shape === 'stop' ? ['changed_shape'] : []),
  ];
  const lacking = plans.filter((plan) => {
    const before = earlierSet(plan, known);
    return before !== undefined && before.facts === undefined;
  });
  if (gates.length === 0 || lacking.length === 0) return [];
  return [
    {
      severity: 'info',
      rule: 'gate-not-judged',
      source: manifest,
      place: { pointer: '/sets' },
      message: `the manifest is of an earlier version and does not say what ${counted(lacking.length, 'set')} had: not judged there by ${gates.join(', ')}`,
      suggestion: 'the manifest of this build says it',
    },
  ];
}
