import type { SetGate } from './gate.ts';
import { missingFrom, someOf } from './lists.ts';

/** The fields of the rows, and the columns of pages, are those that they were. */
export const changedShape: SetGate = {
  name: 'changed_shape',
  judge({ facts }, before, { changed_shape: setting }) {
    if (setting !== 'stop' || !facts || !before?.facts) return undefined;
    const gone = missingFrom(facts.fields, before.facts.fields);
    const fresh = missingFrom(before.facts.fields, facts.fields);
    const found = [
      ...(gone.length === 0 ? [] : [`${someOf(gone)} gone`]),
      ...(fresh.length === 0 ? [] : [`${someOf(fresh)} new`]),
    ];
    if (found.length === 0) return undefined;
    return { expected: `the fields of ${before.path}`, found: found.join(', ') };
  },
};
