import { shorten } from '../model/text.ts';
import { techniqueEndsOf } from './bundle-objects.ts';
import { techniquesOf } from './layer-technique.ts';
import { fieldOf } from './place.ts';
import type { Rule } from './rule.ts';

export const techniqueDeprecated: Rule = {
  name: 'technique-deprecated',
  title: 'Deprecated technique',
  description:
    'ATT&CK has deprecated the technique and names no successor. It is in no matrix, so layers do not show it. Map the capability to what it mitigates now, or drop the row.',
  severity: 'warning',
  needsAttack: true,
  example: {
    bad: '{ "attack_object_id": "T1175" }',
    good: '{ "attack_object_id": "T1021.003" }',
  },
  row: (row, say) => {
    const { attack_object_id: id, derived } = row.mapping;
    if (id === undefined || derived.technique?.status !== 'deprecated') return;
    say({
      place: fieldOf(row, 'attack_object_id'),
      message: `${shorten(id)} is deprecated and has no successor`,
      found: shorten(id),
      suggestion: 'map what the capability does to a technique that is not deprecated',
    });
  },
  layer: (layer, say) => {
    for (const { id, place, technique } of techniquesOf(layer)) {
      if (technique === undefined || technique.revoked || !technique.deprecated) continue;
      say({
        place,
        message: `${id} is deprecated and has no successor`,
        found: id,
        suggestion: 'say what the entry says of a technique that is not deprecated',
      });
    }
  },
  bundle: (bundle, say) => {
    for (const { place, technique } of techniqueEndsOf(bundle)) {
      if (technique === undefined || technique.revoked || !technique.deprecated) continue;
      say({
        place,
        message: `${technique.id} ${shorten(technique.name)} is deprecated and has no successor`,
        found: technique.id,
        suggestion: 'relate the object to a technique that is not deprecated',
      });
    }
  },
};
