import { capabilityIdentity, identityReader } from '../model/capability-identity.ts';
import { shorten } from '../model/text.ts';
import { disagreements } from './disagreements.ts';
import { fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

export const conflictingScores: Rule = {
  name: 'conflicting-scores',
  title: 'Conflicting scores',
  description:
    'Rows give one capability several score values for the same technique and category. A layer can show one only. Which holds is for a person to decide: leave one of them.',
  severity: 'warning',
  example: {
    bad: '[{ "capability_id": "A", "attack_object_id": "T1110", "score_category": "detect", "score_value": "partial" }, { "capability_id": "A", "attack_object_id": "T1110", "score_category": "detect", "score_value": "minimal" }]',
    good: '[{ "capability_id": "A", "attack_object_id": "T1110", "score_category": "detect", "score_value": "partial" }]',
  },
  set: ({ key, rows }, say) => {
    const identityOf = identityReader(key.framework);
    const found = disagreements(
      rows,
      ({ mapping: { capability_id: capability, attack_object_id: technique, score_category } }) =>
        capability === undefined || technique === undefined || score_category === undefined
          ? undefined
          : `${identityOf(capability)}\0${technique}\0${score_category.toLowerCase()}`,
      ({ mapping }) => mapping.score_value?.toLowerCase(),
    );
    for (const { usual, other, usualRow, otherRow } of found) {
      const { capability_id: id = '', attack_object_id: technique = '' } = otherRow.mapping;
      const capability = capabilityIdentity(key.framework, id);
      const category = otherRow.mapping.score_category?.toLowerCase() ?? '';
      say({
        place: fieldOf(otherRow, 'score_value'),
        message: `${shorten(capability)} has the score ${quoted(other)} and the score ${quoted(usual)} for ${shorten(technique)}, ${shorten(category)}`,
        found: shorten(other),
        suggestion: 'leave one of them',
        related: [fieldOf(usualRow, 'score_value')],
      });
    }
  },
};
