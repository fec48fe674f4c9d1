import { shorten } from '../model/text.ts';
import { techniqueEndsOf } from './bundle-objects.ts';
import { techniquesOf } from './layer-technique.ts';
import { fieldOf } from './place.ts';
import type { Rule } from './rule.ts';

export const techniqueRevoked: Rule = {
  name: 'technique-revoked',
  title: 'Revoked technique',
  description:
    'ATT&CK has revoked the technique: another one took its place, or none did. Whether the mapping holds for the successor is for a person to decide, so nothing is changed. Use the successor that is named, or migrate the set; without a successor, map to a technique that is not revoked.',
  severity: 'warning',
  needsAttack: true,
  example: {
    bad: '{ "attack_object_id": "T1053.001", "attack_object_name": "At (Linux)" }',
    good: '{ "attack_object_id": "T1053.002", "attack_object_name": "At" }',
  },
  row: (row, say) => {
    const { attack_object_id: id, derived } = row.mapping;
    if (id === undefined || derived.technique?.status !== 'revoked') return;
    const to = derived.technique.successor;
    say({
      place: fieldOf(row, 'attack_object_id'),
      message: `${shorten(id)} is revoked${to ? '' : ' and has no successor'}`,
      found: shorten(id),
      ...(to ? { expected: to.id } : {}),
      suggestion: to
        ? `use ${to.id} ${shorten(to.name)}, or migrate the set`
        : 'map what the capability does to a technique that is not revoked',
    });
  },
  layer: (layer, say) => {
    for (const { id, place, technique, successor } of techniquesOf(layer)) {
      if (!technique?.revoked) continue;
      say({
        place,
        message: `${id} is revoked${successor ? '' : ' and has no successor'}`,
        found: id,
        ...(successor ? { expected: successor.id } : {}),
        suggestion: successor
          ? `migrate the layer, or use ${successor.id} ${shorten(successor.name)}`
          : 'say what the entry says of a technique that is not revoked',
      });
    }
  },
  bundle: (bundle, say) => {
    for (const { place, technique } of techniqueEndsOf(bundle)) {
      if (!technique?.revoked) continue;
      const successors = technique.revoked_by?.join(', ');
      say({
        place,
        message: `${technique.id} ${shorten(technique.name)} is revoked${successors ? '' : ' and has no successor'}`,
        found: technique.id,
        ...(successors ? { expected: successors } : {}),
        suggestion: successors
          ? `use ${successors}`
          : 'relate the object to a technique that is not revoked',
      });
    }
  },
};
