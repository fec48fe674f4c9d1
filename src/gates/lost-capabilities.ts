import { counted } from '../model/text.ts';
import type { SetGate } from './gate.ts';
import { missingFrom, someOf } from './lists.ts';

/** Most capabilities that may go from a set, told apart by their normalised ids. */
export const lostCapabilities: SetGate = {
  name: 'lost_capabilities',
  judge({ facts }, before, { lost_capabilities: limit }) {
    if (limit === undefined || !facts || !before?.facts) return undefined;
    const lost = missingFrom(facts.capabilities, before.facts.capabilities);
    if (lost.length <= limit) return undefined;
    return {
      expected: `at most ${limit} of the ${counted(before.facts.capabilities.length, 'capability', 'capabilities')} of ${before.path} to be gone`,
      found: `${lost.length} gone: ${someOf(lost)}`,
    };
  },
};
