import type { StatedGroups } from '../generated/pipeline.ts';
import type { SourceRow } from '../records.ts';
import { capabilityIdentity } from './capability-identity.ts';
import { textOf } from './normalise-row.ts';

/** The group that a row's capability is in. */
export interface StatedGroup {
  readonly id: string;
  readonly name: string;
}

/**
 * Puts capabilities into groups by a rule of the pipeline file. `capability`: each is a group of its
 * own. `prefix`: the first parts of its normalised id are the group, where spaces become `_`, as in
 * the publisher's ids of groups. Undefined for a row without a capability.
 */
export function groupReader(
  rule: StatedGroups | undefined,
  framework: string,
): (fields: SourceRow) => StatedGroup | undefined {
  if (rule === undefined) return () => undefined;
  const names = new Map(Object.entries(rule.names ?? {}));
  return (fields) => {
    const id = textOf(fields.capability_id);
    if (id === undefined) return undefined;
    if (rule.by === 'capability') {
      return { id, name: names.get(id) ?? textOf(fields.capability_description) ?? id };
    }
    const identity = capabilityIdentity(framework, id);
    const parts = rule.separator === undefined ? [identity] : identity.split(rule.separator);
    const group = parts
      .slice(0, rule.parts ?? 1)
      .join(rule.separator)
      .replaceAll(' ', '_');
    return { id: group, name: names.get(group) ?? group };
  };
}
