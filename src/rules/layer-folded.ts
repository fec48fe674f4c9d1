import type { Place } from '../generated/run-report.ts';
import { techniqueIdOf } from '../layers/read-entry.ts';
import { isRecord } from '../model/json-value.ts';
import { isLiving } from '../model/living.ts';
import { parentIdOf } from '../model/technique-name.ts';
import { entriesOf } from './layer-entries.ts';
import type { Rule } from './rule.ts';

export const layerFolded: Rule = {
  name: 'layer-folded',
  title: 'Scores under a folded technique',
  description:
    'Sub-techniques have scores, and their technique is folded when the layer is opened, so that a reader does not see them. Set showSubtechniques on the technique, or expandedSubtechniques in the layout.',
  severity: 'info',
  needsAttack: true,
  example: {
    bad: '{ "techniques": [{ "techniqueID": "T1110.001", "score": 1 }] }',
    good: '{ "techniques": [{ "techniqueID": "T1110", "showSubtechniques": true }, { "techniqueID": "T1110.001", "score": 1 }] }',
  },
  layer: (checked, say) => {
    const { layout } = checked.layer;
    const expanded = isRecord(layout) ? layout.expandedSubtechniques : undefined;
    if (expanded === 'all' || expanded === 'annotated') return;
    const open = new Set<unknown>();
    const scored = new Map<string, Place>();
    for (const { item, place } of entriesOf(checked)) {
      const id = techniqueIdOf(item.techniqueID) ?? '';
      if (item.showSubtechniques === true) open.add(id);
      const parent = parentIdOf(id);
      if (parent === undefined || typeof item.score !== 'number') continue;
      const technique = checked.attack?.index.techniques.get(parent);
      const isShown = technique === undefined || isLiving(technique);
      if (isShown && !scored.has(parent)) scored.set(parent, place);
    }
    for (const [parent, place] of scored) {
      if (open.has(parent)) continue;
      say({
        place,
        message: `${parent} is folded, and a sub-technique of it has a score`,
        found: parent,
        suggestion: `set showSubtechniques on ${parent}`,
      });
    }
  },
};
