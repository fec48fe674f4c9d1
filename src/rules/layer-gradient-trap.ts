import type { LayerGradient } from '../layers/layer-types.ts';
import { isText } from '../layers/layer-values.ts';
import { techniqueIdOf } from '../layers/read-entry.ts';
import { DEFAULT_GRADIENT, gradientFault } from '../layers/read-gradient.ts';
import { shownValues } from '../layers/shown-values.ts';
import { blanksMatrix, untrappedMaximum } from '../model/gradient-trap.ts';
import { entriesOf, LAYER_PLACE } from './layer-entries.ts';
import { at, edit } from './place.ts';
import type { CheckedLayer, Rule } from './rule.ts';

export const layerGradientTrap: Rule = {
  name: 'layer-gradient-trap',
  title: 'Score that blanks the matrix',
  description:
    'A score, or a sum or average over a technique and its sub-techniques, lies between 99.5 and 100 per cent of the way from minValue to maxValue. For such a value the Navigator has no colour and shows an empty matrix. Raise maxValue.',
  severity: 'error',
  needsAttack: true,
  example: {
    bad: '{ "techniques": [{ "techniqueID": "T1110", "score": 99.7 }], "gradient": { "colors": ["#ff6666", "#8ec843"], "minValue": 0, "maxValue": 100 } }',
    good: '{ "techniques": [{ "techniqueID": "T1110", "score": 99.7 }], "gradient": { "colors": ["#ff6666", "#8ec843"], "minValue": 0, "maxValue": 101 } }',
  },
  fix: 'raises maxValue so that every score and aggregate has a colour',
  layer: (checked, say) => {
    const { gradient } = checked.layer;
    if (gradient !== undefined && gradientFault(gradient) !== undefined) return;
    const { minValue, maxValue } = (gradient ?? DEFAULT_GRADIENT) as LayerGradient;
    const values = valuesOf(checked);
    const trapped = values.find((value) => blanksMatrix(value, minValue, maxValue));
    if (trapped === undefined) return;
    const moved = untrappedMaximum(values, minValue, maxValue);
    const place = gradient === undefined ? LAYER_PLACE : at(LAYER_PLACE, 'gradient', 'maxValue');
    say({
      place,
      message: `a score or aggregate of ${trapped} has no colour below maxValue ${maxValue}`,
      found: String(maxValue),
      expected: `${moved}`,
      suggestion: 'raise maxValue',
      ...(gradient === undefined || !Number.isFinite(moved) ? {} : edit(place, moved)),
    });
  },
};

function valuesOf(checked: CheckedLayer): number[] {
  const entries = entriesOf(checked).flatMap(({ item }) => {
    const techniqueID = techniqueIdOf(item.techniqueID);
    const { score, tactic } = item;
    if (techniqueID === undefined || typeof score !== 'number' || !Number.isFinite(score))
      return [];
    return [{ techniqueID, score, ...(isText(tactic) ? { tactic } : {}) }];
  });
  if (checked.attack) return shownValues(entries, checked.attack.index);
  return [...new Set(entries.map(({ score }) => score))];
}
