import { shorten } from '../model/text.ts';
import { undeclared } from './declared-ids.ts';
import { fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

export const groupUndefined: Rule = {
  name: 'group-undefined',
  title: 'Undefined capability group',
  description:
    'Rows name a capability group that the document does not declare, so the group has no name. It is reported once, at the first such row. Declare the group, or correct the id.',
  severity: 'warning',
  example: {
    bad: '{ "metadata": { "capability_groups": {} }, "mapping_objects": [{ "capability_group": "AC" }] }',
    good: '{ "metadata": { "capability_groups": { "AC": "Access Control" } }, "mapping_objects": [{ "capability_group": "AC" }] }',
  },
  set: ({ rows, groups }, say) => {
    const found = undeclared(rows, groups, ({ mapping }) => mapping.capability_group);
    for (const [id, row] of found) {
      say({
        place: fieldOf(row, 'capability_group'),
        message: `the capability group ${quoted(id)} is not declared`,
        found: shorten(id),
        suggestion: 'declare it with its name, or correct the id',
      });
    }
  },
};
