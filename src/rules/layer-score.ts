import { numberOf } from '../layers/layer-values.ts';
import { inWords } from '../model/json-value.ts';
import { entriesOf } from './layer-entries.ts';
import { at, edit } from './place.ts';
import type { Rule } from './rule.ts';

export const layerScore: Rule = {
  name: 'layer-score',
  title: 'Score that is no number',
  description:
    'A score in a layer is a number; 0 says that there is none, and an entry without a score was not assessed. The Navigator drops text and null with an error that only its console shows. Write a number, or leave the score out.',
  severity: 'error',
  example: {
    bad: '{ "techniques": [{ "techniqueID": "T1110", "score": "3" }] }',
    good: '{ "techniques": [{ "techniqueID": "T1110", "score": 3 }] }',
  },
  fix: 'writes a number that stands as text as a number, and removes null and empty text',
  layer: (layer, say) => {
    for (const { item, place } of entriesOf(layer)) {
      if (!Object.hasOwn(item, 'score')) continue;
      const { score } = item;
      const number = numberOf(score);
      if (typeof score === 'number' && number !== undefined) continue;
      const member = at(place, 'score');
      const isNone = score === null || score === '';
      say({
        place: member,
        message: `the score is ${inWords(score)}`,
        found: inWords(score),
        expected: number === undefined ? 'a number' : String(number),
        suggestion: isNone ? 'leave the score out' : 'write a number',
        ...(isNone ? edit(member) : number === undefined ? {} : edit(member, number)),
      });
    }
  },
};
