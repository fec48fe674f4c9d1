import { isText } from '../layers/layer-values.ts';
import { inWords } from '../model/json-value.ts';
import { isWebAddress } from '../model/web-address.ts';
import { itemsOfAll } from './layer-entries.ts';
import { memberOf } from './place.ts';
import type { Rule } from './rule.ts';

export const layerLink: Rule = {
  name: 'layer-link',
  title: 'Link that is not to the web',
  description:
    'A link in a layer has a label and an address with http or https. The Navigator opens any other as it stands, scripts included, and shows no link without a label. Correct the address, or remove the link.',
  severity: 'error',
  example: {
    bad: '{ "links": [{ "label": "source", "url": "javascript:alert(1)" }] }',
    good: '{ "links": [{ "label": "source", "url": "https://example.org/" }] }',
  },
  layer: (checked, say) => {
    for (const { item, place } of itemsOfAll(checked, 'links')) {
      if (item.divider === true) continue;
      const name = isWebAddress(item.url) ? 'label' : 'url';
      if (name === 'label' && isText(item.label)) continue;
      const stated = Object.hasOwn(item, name) ? item[name] : undefined;
      say({
        place: memberOf(item, place, name),
        message: `the ${name} of a link is ${inWords(stated)}`,
        found: inWords(stated),
        expected: name === 'url' ? 'an address with http or https' : 'a label',
        suggestion: 'correct the link, or remove it',
      });
    }
  },
};
