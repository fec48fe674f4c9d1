import { shorten } from '../model/text.ts';
import { edit, fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

export const techniqueNameStale: Rule = {
  name: 'technique-name-stale',
  title: 'Stale technique name',
  description:
    'The row calls the technique by another name than the ATT&CK version of the set does, mostly one from an earlier version. "Parent: Sub" is a style of sub-techniques, and not stale where ATT&CK has both names. The name of another technique is a matter of its own: see technique-name-of-another. Write the name as ATT&CK has it.',
  severity: 'info',
  needsAttack: true,
  example: {
    bad: '{ "attack_object_id": "T1070", "attack_object_name": "Indicator Removal on Host" }',
    good: '{ "attack_object_id": "T1070", "attack_object_name": "Indicator Removal" }',
  },
  fix: 'writes the name that ATT&CK has for the id, in the style of the row',
  row: (row, say) => {
    const { attack_object_id: id, attack_object_name: stated, derived } = row.mapping;
    const name = derived.technique?.name;
    if (id === undefined || stated === undefined || name === undefined || stated === name) return;
    if (row.names && row.names.others(stated, id).length > 0) return;
    const proper = row.names?.inStyleOf(stated, id) ?? name;
    const place = fieldOf(row, 'attack_object_name');
    say({
      place,
      message: `${shorten(id)} is called ${JSON.stringify(proper)}, the row says ${quoted(stated)}`,
      found: shorten(stated),
      // Where other techniques' names are not known, the name may be one of them.
      ...(row.names
        ? {
            expected: proper,
            suggestion: `write ${JSON.stringify(proper)}`,
            ...edit(place, proper),
          }
        : { suggestion: 'check that the id is the one that is meant, and write its name' }),
    });
  },
};
