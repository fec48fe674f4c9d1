import type { Technique } from '../contracts.ts';
import { shorten } from '../model/text.ts';
import { fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

/** More ids than these are no help to anybody. */
const MOST = 5;

export const techniqueNameOfAnother: Rule = {
  name: 'technique-name-of-another',
  title: 'Name of another technique',
  description:
    'The row calls its technique by the name of another one that the ATT&CK version of the set has. Either the id is mistyped or the name is wrong, and only the author knows which: the name may be all that shows what was meant. Correct the one or the other.',
  severity: 'warning',
  needsAttack: true,
  example: {
    bad: '{ "attack_object_id": "T1556.002", "attack_object_name": "Phishing: Spearphishing Link" }',
    good: '{ "attack_object_id": "T1566.002", "attack_object_name": "Phishing: Spearphishing Link" }',
  },
  row: (row, say) => {
    const { attack_object_id: id, attack_object_name: stated, derived } = row.mapping;
    const name = derived.technique?.name;
    if (id === undefined || stated === undefined || name === undefined || stated === name) return;
    const others = row.names?.others(stated, id) ?? [];
    if (others.length === 0) return;
    const ids = idsOf(others);
    say({
      place: fieldOf(row, 'attack_object_name'),
      message: `${shorten(id)} is called ${JSON.stringify(name)}, the row says ${quoted(stated)}, which is ${ids}`,
      found: shorten(stated),
      suggestion: `correct the id if ${ids} is meant, else the name`,
    });
  },
};

function idsOf(techniques: readonly Technique[]): string {
  const ids = techniques.slice(0, MOST).map(({ id }) => id);
  return `${ids.join(' or ')}${techniques.length > MOST ? ' or another' : ''}`;
}
