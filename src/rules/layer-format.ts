import { knownFormat, statedFormat } from '../layers/layer-format.ts';
import { inWords } from '../model/json-value.ts';
import { LAYER_VERSION } from '../model/navigator-format.ts';
import { LAYER_PLACE } from './layer-entries.ts';
import { at } from './place.ts';
import type { Rule } from './rule.ts';

export const layerFormat: Rule = {
  name: 'layer-format',
  title: 'Another layer format',
  description:
    'The layer is not of the format that the Navigator writes today, or does not say of which it is. The Navigator then asks before it opens the layer, and may leave parts of it out. Migrate the layer: formats from 3.0 are read.',
  severity: 'warning',
  example: {
    bad: '{ "version": "3.0" }',
    good: '{ "versions": { "attack": "18", "navigator": "5.1.0", "layer": "4.5" } }',
  },
  layer: ({ layer }, say) => {
    const stated = statedFormat(layer);
    if (stated === LAYER_VERSION) return;
    const isOld = knownFormat(stated) !== undefined;
    const inVersions = Object.hasOwn(layer, 'versions');
    const member = inVersions ? ['versions'] : Object.hasOwn(layer, 'version') ? ['version'] : [];
    say({
      place: at(LAYER_PLACE, ...member),
      message: `the layer format is ${inWords(stated)}`,
      found: inWords(stated),
      expected: LAYER_VERSION,
      suggestion: isOld ? 'migrate the layer' : 'open it in the Navigator and save it again',
    });
  },
};
