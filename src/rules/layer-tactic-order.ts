import type { Place } from '../generated/run-report.ts';
import { isText } from '../layers/layer-values.ts';
import { techniqueIdOf } from '../layers/read-entry.ts';
import { entriesOf } from './layer-entries.ts';
import type { Rule } from './rule.ts';

export const layerTacticOrder: Rule = {
  name: 'layer-tactic-order',
  title: 'General entry after one for a tactic',
  description:
    'An entry for all tactics of a technique stands after one for a single tactic, and replaces it when the Navigator opens the layer. Put the general entry first.',
  severity: 'warning',
  example: {
    bad: '{ "techniques": [{ "techniqueID": "T1078", "tactic": "persistence" }, { "techniqueID": "T1078" }] }',
    good: '{ "techniques": [{ "techniqueID": "T1078" }, { "techniqueID": "T1078", "tactic": "persistence" }] }',
  },
  layer: (layer, say) => {
    const special = new Map<string, Place>();
    for (const { item, place } of entriesOf(layer)) {
      const id = techniqueIdOf(item.techniqueID);
      if (id === undefined) continue;
      const known = special.get(id);
      if (isText(item.tactic)) {
        if (known === undefined) special.set(id, place);
      } else if (known !== undefined) {
        say({
          place,
          message: `the entry for all tactics of ${id} stands after one for a single tactic`,
          found: id,
          suggestion: 'put the general entry first',
          related: [known],
        });
      }
    }
  },
};
