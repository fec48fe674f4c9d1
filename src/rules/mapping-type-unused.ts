import { shorten } from '../model/text.ts';
import { unused } from './declared-ids.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

export const mappingTypeUnused: Rule = {
  name: 'mapping-type-unused',
  title: 'Unused mapping type',
  description:
    'The document declares a mapping type that no row names. That is fine where a project declares the same types everywhere; else drop the declaration, or correct the rows.',
  severity: 'info',
  example: {
    bad: '{ "metadata": { "mapping_types": { "mitigates": {}, "detects": {} } }, "mapping_objects": [{ "mapping_type": "mitigates" }] }',
    good: '{ "metadata": { "mapping_types": { "mitigates": {} } }, "mapping_objects": [{ "mapping_type": "mitigates" }] }',
  },
  set: ({ rows, mappingTypes }, say) => {
    for (const { id, place } of unused(rows, mappingTypes, ({ mapping }) => mapping.mapping_type)) {
      say({
        place,
        message: `the mapping type ${quoted(id)} is declared and no row names it`,
        found: shorten(id),
        suggestion: 'drop it, or correct the rows that mean it',
      });
    }
  },
};
