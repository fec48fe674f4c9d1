import { isNonMappable } from '../model/non-mappable.ts';
import { shorten } from '../model/text.ts';
import { fieldOf } from './place.ts';
import type { Rule } from './rule.ts';

export const mappedRowWithoutTechnique: Rule = {
  name: 'mapped-row-without-technique',
  title: 'Mapped row without a technique',
  description:
    'The row names a capability and no technique, and does not say that it cannot be mapped. It is taken as a capability that cannot be mapped. Name the technique, or set the status to non_mappable.',
  severity: 'warning',
  example: {
    bad: '{ "capability_id": "AC-2", "attack_object_id": null, "status": "complete" }',
    good: '{ "capability_id": "AC-2", "attack_object_id": null, "status": "non_mappable" }',
  },
  row: (row, say) => {
    const { capability_id: capability, attack_object_id: technique } = row.mapping;
    if (technique !== undefined || capability === undefined || isNonMappable(row.mapping)) return;
    say({
      place: fieldOf(row, 'attack_object_id'),
      message: `the mapping of ${shorten(capability)} names no technique: it is taken as a capability that cannot be mapped`,
      expected: 'a technique id',
      suggestion: 'name the technique, or set the status to non_mappable',
    });
  },
};
