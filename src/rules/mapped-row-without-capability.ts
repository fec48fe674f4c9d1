import { isNonMappable } from '../model/non-mappable.ts';
import { shorten } from '../model/text.ts';
import { fieldOf } from './place.ts';
import type { Rule } from './rule.ts';

export const mappedRowWithoutCapability: Rule = {
  name: 'mapped-row-without-capability',
  title: 'Mapped row without a capability',
  description:
    'The row names a technique and no capability, and does not say that it cannot be mapped. It is taken as a technique that no capability maps to. Name the capability, or set the status to non_mappable.',
  severity: 'warning',
  example: {
    bad: '{ "capability_id": null, "attack_object_id": "T1110", "status": "complete" }',
    good: '{ "capability_id": null, "attack_object_id": "T1110", "status": "non_mappable" }',
  },
  row: (row, say) => {
    const { capability_id: capability, attack_object_id: technique } = row.mapping;
    if (capability !== undefined || technique === undefined || isNonMappable(row.mapping)) return;
    say({
      place: fieldOf(row, 'capability_id'),
      message: `the mapping to ${shorten(technique)} names no capability: it is taken as a technique that no capability maps to`,
      expected: 'a capability id',
      suggestion: 'name the capability, or set the status to non_mappable',
    });
  },
};
