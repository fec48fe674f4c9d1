import type { ManifestValues } from '../generated/manifest.ts';
import type { SetGate } from './gate.ts';
import { missingFrom, someOf } from './lists.ts';

/** Fields whose values are few, and known. */
const FIELDS = [
  'mapping_type',
  'score_category',
  'score_value',
  'status',
] as const satisfies readonly (keyof ManifestValues)[];

/** No value that the set did not have before, in the fields that have few. */
export const newValues: SetGate = {
  name: 'new_values',
  judge({ facts }, before, { new_values: setting }) {
    if (setting !== 'stop' || !facts || !before?.facts) return undefined;
    const { values } = before.facts;
    const found = FIELDS.flatMap((field) => {
      const fresh = missingFrom(values[field], facts.values[field]);
      return fresh.length === 0 ? [] : [`${field} ${someOf(fresh)}`];
    });
    if (found.length === 0) return undefined;
    return { expected: `no values but those of ${before.path}`, found: found.join('; ') };
  },
};
