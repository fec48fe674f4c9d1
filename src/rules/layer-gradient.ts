import { gradientFault } from '../layers/read-gradient.ts';
import { LAYER_PLACE } from './layer-entries.ts';
import { at } from './place.ts';
import type { Rule } from './rule.ts';

export const layerGradient: Rule = {
  name: 'layer-gradient',
  title: 'Gradient without colours or bounds',
  description:
    'A gradient needs at least two colours and two numbers, minValue below maxValue. When one is missing the Navigator shows an empty matrix. Complete the gradient, or leave it out.',
  severity: 'error',
  example: {
    bad: '{ "gradient": { "colors": ["#ff6666"], "minValue": 0, "maxValue": 100 } }',
    good: '{ "gradient": { "colors": ["#ff6666", "#8ec843"], "minValue": 0, "maxValue": 100 } }',
  },
  layer: ({ layer }, say) => {
    if (!Object.hasOwn(layer, 'gradient')) return;
    const fault = gradientFault(layer.gradient);
    if (fault === undefined) return;
    say({
      place: at(LAYER_PLACE, 'gradient'),
      message: `the gradient: ${fault}`,
      suggestion: 'complete the gradient, or leave it out',
    });
  },
};
