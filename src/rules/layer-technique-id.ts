import { techniqueIdOf } from '../layers/read-entry.ts';
import { inWords } from '../model/json-value.ts';
import { entriesOf } from './layer-entries.ts';
import { edit, memberOf } from './place.ts';
import type { Rule } from './rule.ts';

export const layerTechniqueId: Rule = {
  name: 'layer-technique-id',
  title: 'Entry of a layer without a technique id',
  description:
    'An entry names no technique, or not in the form of ATT&CK, as T1059.001. The Navigator leaves such an entry out in silence, and an empty id can keep the layer from opening. Correct the id, or remove the entry.',
  severity: 'error',
  example: {
    bad: '{ "techniques": [{ "techniqueID": "t1059.001" }] }',
    good: '{ "techniques": [{ "techniqueID": "T1059.001" }] }',
  },
  fix: 'removes entries whose id is empty or missing, and writes ids in capital letters and without spaces at their edges',
  layer: (layer, say) => {
    for (const { item, place } of entriesOf(layer)) {
      const stated = Object.hasOwn(item, 'techniqueID') ? item.techniqueID : undefined;
      const id = techniqueIdOf(stated);
      if (id !== undefined && id === stated) continue;
      const member = memberOf(item, place, 'techniqueID');
      const isNone = stated === undefined || stated === null || stated === '';
      say({
        place: member,
        message: `the technique id is ${inWords(stated)}`,
        found: inWords(stated),
        expected: id ?? 'an id as T1059.001',
        suggestion: isNone ? 'remove the entry' : 'correct the id',
        ...(isNone ? edit(place) : id === undefined ? {} : edit(member, id)),
      });
    }
  },
};
