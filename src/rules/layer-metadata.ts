import { isText } from '../layers/layer-values.ts';
import { inWords } from '../model/json-value.ts';
import { itemsOfAll } from './layer-entries.ts';
import { edit, memberOf } from './place.ts';
import type { Rule } from './rule.ts';

export const layerMetadata: Rule = {
  name: 'layer-metadata',
  title: 'Metadata without name or value',
  description:
    'A metadata item of a layer is a divider, or has a name and a value that are text and not empty. The Navigator refuses any other. Complete the item, or remove it.',
  severity: 'warning',
  example: {
    bad: '{ "metadata": [{ "name": "owner", "value": "" }] }',
    good: '{ "metadata": [{ "name": "owner", "value": "SOC" }] }',
  },
  fix: 'removes items whose value is empty or missing',
  layer: (checked, say) => {
    for (const { item, place } of itemsOfAll(checked, 'metadata')) {
      if (item.divider === true) continue;
      const name = isText(item.name) ? 'value' : 'name';
      if (name === 'value' && isText(item.value)) continue;
      const stated = Object.hasOwn(item, name) ? item[name] : undefined;
      const saysNothing = item.value === undefined || item.value === null || item.value === '';
      say({
        place: memberOf(item, place, name),
        message: `the ${name} of a metadata item is ${inWords(stated)}`,
        found: inWords(stated),
        expected: 'text that is not empty',
        suggestion: 'complete the item, or remove it',
        ...(saysNothing ? edit(place) : {}),
      });
    }
  },
};
