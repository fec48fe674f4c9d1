import { shorten } from '../model/text.ts';
import { unused } from './declared-ids.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

export const groupUnused: Rule = {
  name: 'group-unused',
  title: 'Unused capability group',
  description:
    'The document declares a capability group that no row names: its rows are gone, or name it by another id. Drop the declaration, or correct the rows.',
  severity: 'info',
  example: {
    bad: '{ "metadata": { "capability_groups": { "AC": "Access Control", "AU": "Audit" } }, "mapping_objects": [{ "capability_group": "AC" }] }',
    good: '{ "metadata": { "capability_groups": { "AC": "Access Control" } }, "mapping_objects": [{ "capability_group": "AC" }] }',
  },
  set: ({ rows, groups }, say) => {
    for (const { id, place } of unused(rows, groups, ({ mapping }) => mapping.capability_group)) {
      say({
        place,
        message: `the capability group ${quoted(id)} is declared and no row names it`,
        found: shorten(id),
        suggestion: 'drop it, or correct the rows that mean it',
      });
    }
  },
};
