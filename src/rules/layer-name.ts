import { shortLayerName } from '../layers/layer-name.ts';
import { inWords } from '../model/json-value.ts';
import { SHEET_NAME_LENGTH } from '../model/sheet-name.ts';
import { LAYER_PLACE } from './layer-entries.ts';
import { memberOf } from './place.ts';
import type { Rule } from './rule.ts';

export const layerName: Rule = {
  name: 'layer-name',
  title: 'Layer without a name, or with one that names no sheet',
  description:
    'The layer has no name, or one that the Excel export of the Navigator cuts or refuses: more than 31 characters, one of [ ] : * ? / \\, or an apostrophe at an edge. Sheets of one name replace one another. Give a short name that differs at its beginning.',
  severity: 'warning',
  example: {
    bad: '{ "name": "NIST 800-53 revision 5 on ATT&CK 18.1: all mappings" }',
    good: '{ "name": "NIST 800-53 r5 on ATT&CK 18" }',
  },
  layer: ({ layer }, say) => {
    const stated = Object.hasOwn(layer, 'name') ? layer.name : undefined;
    if (stated === shortLayerName(stated)) return;
    say({
      place: memberOf(layer, LAYER_PLACE, 'name'),
      message: `the name of the layer is ${inWords(stated)}`,
      found: inWords(stated),
      expected: `at most ${SHEET_NAME_LENGTH} characters, without [ ] : * ? / \\ and apostrophes at its edges`,
      suggestion: 'give the layer a short name',
    });
  },
};
