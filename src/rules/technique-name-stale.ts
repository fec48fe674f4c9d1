import { isParentSubName } from '../model/technique-name.ts';
import { shorten } from '../model/text.ts';
import { edit, fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

export const techniqueNameStale: Rule = {
  name: 'technique-name-stale',
  title: 'Stale technique name',
  description:
    'The row calls the technique by another name than the ATT&CK version of the set does, mostly one from an earlier version. "Parent: Sub" is a style, and not stale. Write the name as ATT&CK has it.',
  severity: 'info',
  example: {
    bad: '{ "attack_object_id": "T1070", "attack_object_name": "Indicator Removal on Host" }',
    good: '{ "attack_object_id": "T1070", "attack_object_name": "Indicator Removal" }',
  },
  fix: 'writes the name that ATT&CK has for the id',
  row: (row, say) => {
    const { attack_object_id: id, attack_object_name: stated, derived } = row.mapping;
    const name = derived.technique?.name;
    if (id === undefined || stated === undefined || name === undefined) return;
    if (stated === name || isParentSubName(stated, name)) return;
    const place = fieldOf(row, 'attack_object_name');
    say({
      place,
      message: `${shorten(id)} is called ${JSON.stringify(name)}, the row says ${quoted(stated)}`,
      found: shorten(stated),
      expected: name,
      suggestion: `write ${JSON.stringify(name)}`,
      ...edit(place, name),
    });
  },
};
