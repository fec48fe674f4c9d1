import type { Place } from '../generated/run-report.ts';
import { techniqueIdOf } from '../layers/read-entry.ts';
import { entriesOf } from './layer-entries.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

export const layerDuplicateEntry: Rule = {
  name: 'layer-duplicate-entry',
  title: 'Two entries for one technique',
  description:
    'The layer has several entries for one technique and tactic. The Navigator shows the last one and forgets the others in silence. Make one entry of them.',
  severity: 'warning',
  example: {
    bad: '{ "techniques": [{ "techniqueID": "T1110", "score": 1 }, { "techniqueID": "T1110", "score": 2 }] }',
    good: '{ "techniques": [{ "techniqueID": "T1110", "score": 2, "comment": "1 and 2" }] }',
  },
  layer: (layer, say) => {
    const first = new Map<string, Place>();
    for (const { item, place } of entriesOf(layer)) {
      const id = techniqueIdOf(item.techniqueID);
      if (id === undefined) continue;
      const tactic = typeof item.tactic === 'string' ? item.tactic : '';
      const key = `${id} ${tactic}`;
      const known = first.get(key);
      if (known === undefined) {
        first.set(key, place);
        continue;
      }
      say({
        place,
        message: `${id} has another entry before${tactic ? ` for the tactic ${quoted(tactic)}` : ''}`,
        found: id,
        suggestion: 'make one entry of them',
        related: [known],
      });
    }
  },
};
