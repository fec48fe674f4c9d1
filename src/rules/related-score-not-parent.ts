import { parentIdOf } from '../model/technique-name.ts';
import { shorten } from '../model/text.ts';
import { fieldOf } from './place.ts';
import type { Rule } from './rule.ts';

export const relatedScoreNotParent: Rule = {
  name: 'related-score-not-parent',
  title: 'Related score that is not the parent',
  description:
    "related_score names the parent technique that the score of a sub-technique belongs to. Here it is another id than the parent's, or the row is of no sub-technique. Correct it, or leave it out.",
  severity: 'warning',
  example: {
    bad: '{ "attack_object_id": "T1078.004", "related_score": "T1110" }',
    good: '{ "attack_object_id": "T1078.004", "related_score": "T1078" }',
  },
  row: (row, say) => {
    const { related_score: related, attack_object_id: id = '' } = row.mapping;
    if (related === undefined) return;
    const parent = parentIdOf(id);
    if (related === parent) return;
    const score = `the related_score ${shorten(related)}`;
    const technique = shorten(id);
    say({
      place: fieldOf(row, 'related_score'),
      message:
        parent === undefined
          ? `${score} stands on a row of ${id === '' ? 'no technique' : `${technique}, which is no sub-technique`}`
          : `${score} of ${technique} is not its parent ${shorten(parent)}`,
      found: shorten(related),
      ...(parent === undefined ? {} : { expected: shorten(parent) }),
      suggestion:
        parent === undefined ? 'leave it out, or correct the technique' : 'name the parent',
    });
  },
};
