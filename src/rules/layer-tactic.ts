import { isText } from '../layers/layer-values.ts';
import { techniqueIdOf } from '../layers/read-entry.ts';
import { inWords } from '../model/json-value.ts';
import { isLiving } from '../model/living.ts';
import { entriesOf } from './layer-entries.ts';
import { at } from './place.ts';
import type { Rule } from './rule.ts';

export const layerTactic: Rule = {
  name: 'layer-tactic',
  title: 'Tactic that the technique does not have',
  description:
    'An entry is for a tactic that its technique does not have in this ATT&CK version, or for none that has a name. The Navigator keeps it and shows it nowhere. Name a tactic of the technique by its shortname, as privilege-escalation, or leave the tactic out.',
  severity: 'warning',
  needsAttack: true,
  example: {
    bad: '{ "techniques": [{ "techniqueID": "T1110", "tactic": "impact" }] }',
    good: '{ "techniques": [{ "techniqueID": "T1110", "tactic": "credential-access" }] }',
  },
  layer: (layer, say) => {
    for (const { item, place } of entriesOf(layer)) {
      if (!Object.hasOwn(item, 'tactic')) continue;
      const { tactic } = item;
      const id = techniqueIdOf(item.techniqueID);
      const tactics = id === undefined ? undefined : tacticsOf(layer, id);
      if (isText(tactic) && (tactics === undefined || tactics.includes(tactic))) continue;
      say({
        place: at(place, 'tactic'),
        message: `the tactic is ${inWords(tactic)}`,
        found: inWords(tactic),
        ...(tactics ? { expected: tactics.join(', ') } : {}),
        suggestion: 'name a tactic of the technique, or none',
      });
    }
  },
};

/** Tactics of a living technique; of others there is nothing to say. */
function tacticsOf({ attack }: Parameters<NonNullable<Rule['layer']>>[0], id: string) {
  const technique = attack?.index.techniques.get(id);
  return technique && isLiving(technique) ? technique.tactics : undefined;
}
