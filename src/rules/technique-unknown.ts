import { shorten } from '../model/text.ts';
import { techniqueEndsOf } from './bundle-objects.ts';
import { techniquesOf } from './layer-technique.ts';
import { fieldOf } from './place.ts';
import type { Rule } from './rule.ts';

export const techniqueUnknown: Rule = {
  name: 'technique-unknown',
  title: 'Unknown technique',
  description:
    'The id of the technique is in no domain of the ATT&CK version that the set declares. Such a row is in no layer and has no STIX relationship. Correct the id, or the ATT&CK version of the set.',
  severity: 'error',
  needsAttack: true,
  example: {
    bad: '{ "attack_object_id": "T11110" }',
    good: '{ "attack_object_id": "T1110" }',
  },
  row: (row, say) => {
    const { attack_object_id: id, derived } = row.mapping;
    if (id === undefined || derived.technique?.status !== 'unknown') return;
    say({
      place: fieldOf(row, 'attack_object_id'),
      message: `${shorten(id)} is no technique of this ATT&CK version`,
      found: shorten(id),
      suggestion: 'correct the id',
    });
  },
  layer: (layer, say) => {
    for (const { id, place, technique } of techniquesOf(layer)) {
      if (technique !== undefined) continue;
      say({
        place,
        message: `${id} is no technique of this ATT&CK version`,
        found: id,
        suggestion: 'correct the id',
      });
    }
  },
  bundle: (bundle, say) => {
    for (const { id, place, technique } of techniqueEndsOf(bundle)) {
      if (technique !== undefined) continue;
      say({
        place,
        message: `${shorten(id)} is no technique of this ATT&CK version, nor in the bundle`,
        found: shorten(id),
        suggestion: 'correct the id, or add the object',
      });
    }
  },
};
