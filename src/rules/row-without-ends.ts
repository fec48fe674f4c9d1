import type { Rule } from './rule.ts';

export const rowWithoutEnds: Rule = {
  name: 'row-without-ends',
  title: 'Row without capability and technique',
  description:
    'The row names neither a capability nor a technique, so it says nothing of either. It is in no layer and in no STIX bundle. Complete it, or drop it.',
  severity: 'warning',
  example: {
    bad: '{ "capability_id": null, "attack_object_id": null, "status": "complete" }',
    good: '{ "capability_id": "AC-2", "attack_object_id": "T1110", "status": "complete" }',
  },
  row: ({ mapping, place }, say) => {
    if (mapping.capability_id !== undefined || mapping.attack_object_id !== undefined) return;
    say({
      place,
      message:
        'the row names neither a capability nor a technique: it is in no layer and in no STIX bundle',
      suggestion: 'complete the row, or drop it',
    });
  },
};
