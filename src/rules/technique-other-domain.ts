import { shorten } from '../model/text.ts';
import { techniquesOf } from './layer-technique.ts';
import { fieldOf } from './place.ts';
import type { Rule } from './rule.ts';

export const techniqueOtherDomain: Rule = {
  name: 'technique-other-domain',
  title: 'Technique of another domain',
  description:
    'The technique is one of ATT&CK, and of another technology domain than the set. A layer holds one domain, so it leaves the row out. Correct the id, or move the row to the set of its domain.',
  severity: 'warning',
  needsAttack: true,
  example: {
    bad: '{ "metadata": { "technology_domain": "enterprise" }, "mapping_objects": [{ "attack_object_id": "T1521.003" }] }',
    good: '{ "metadata": { "technology_domain": "mobile" }, "mapping_objects": [{ "attack_object_id": "T1521.003" }] }',
  },
  row: (row, say) => {
    const { attack_object_id: id, derived } = row.mapping;
    const domain = derived.technique?.domain;
    if (id === undefined || domain === undefined) return;
    say({
      place: fieldOf(row, 'attack_object_id'),
      message: `${shorten(id)} is a technique of the ${domain} domain, the set is ${shorten(row.domain)}: layers leave the row out`,
      found: domain,
      expected: shorten(row.domain),
      suggestion: 'correct the id, or move the row to the set of its domain',
    });
  },
  layer: (layer, say) => {
    for (const { id, place, domain, home } of techniquesOf(layer)) {
      if (home === undefined || home === domain) continue;
      say({
        place,
        message: `${id} is a technique of the ${home} domain, the layer is ${domain}`,
        found: home,
        expected: domain,
        suggestion: 'move the entry to a layer of its domain',
      });
    }
  },
};
