import { isNonMappable } from '../model/non-mappable.ts';
import { shorten } from '../model/text.ts';
import { fieldOf } from './place.ts';
import type { Rule } from './rule.ts';

export const nonMappableWithBoth: Rule = {
  name: 'non-mappable-with-both',
  title: 'Non-mappable row with both ends',
  description:
    'The row says that it cannot be mapped, yet it names a capability and a technique. Either is wrong. Set the status to complete, or drop the end that is not meant.',
  severity: 'warning',
  example: {
    bad: '{ "capability_id": "AC-2", "attack_object_id": "T1110", "status": "non_mappable" }',
    good: '{ "capability_id": "AC-2", "attack_object_id": "T1110", "status": "complete" }',
  },
  row: (row, say) => {
    const { capability_id: capability, attack_object_id: technique } = row.mapping;
    if (capability === undefined || technique === undefined || !isNonMappable(row.mapping)) return;
    say({
      place: fieldOf(row, 'status'),
      message: `the row is non-mappable and maps ${shorten(capability)} to ${shorten(technique)}`,
      suggestion: 'correct the status or the mapping type, or drop the end that is not meant',
    });
  },
};
