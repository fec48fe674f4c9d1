import { derivedMappingType } from '../model/mapping-types.ts';
import { shorten } from '../model/text.ts';
import { undeclared } from './declared-ids.ts';
import { fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

export const mappingTypeUndefined: Rule = {
  name: 'mapping-type-undefined',
  title: 'Undefined mapping type',
  description:
    'Rows name a mapping type that the document does not declare, so nobody says what it means. It is reported once, at the first such row. non_mappable needs no declaration. Declare the type, or correct the id.',
  severity: 'warning',
  example: {
    bad: '{ "metadata": { "mapping_types": {} }, "mapping_objects": [{ "mapping_type": "mitigates" }] }',
    good: '{ "metadata": { "mapping_types": { "mitigates": { "name": "mitigates" } } }, "mapping_objects": [{ "mapping_type": "mitigates" }] }',
  },
  set: ({ rows, mappingTypes }, say) => {
    const found = undeclared(rows, mappingTypes, ({ mapping }) => mapping.mapping_type);
    for (const [id, row] of found) {
      if (derivedMappingType(id) === 'non_mappable') continue;
      say({
        place: fieldOf(row, 'mapping_type'),
        message: `the mapping type ${quoted(id)} is not declared`,
        found: shorten(id),
        suggestion: 'declare it with its name, or correct the id',
      });
    }
  },
};
