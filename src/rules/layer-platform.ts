import { inWords, isRecord } from '../model/json-value.ts';
import { platformsIn } from '../model/platforms.ts';
import { LAYER_PLACE } from './layer-entries.ts';
import { at } from './place.ts';
import type { Rule } from './rule.ts';

export const layerPlatform: Rule = {
  name: 'layer-platform',
  title: 'Platform that ATT&CK does not have',
  description:
    'The layer is cut down to platforms, and one of them is none of its domain in this ATT&CK version. Techniques of the platform that was meant are hidden. Name platforms as ATT&CK does, or leave the filter out.',
  severity: 'warning',
  needsAttack: true,
  example: {
    bad: '{ "filters": { "platforms": ["Windows", "Azure AD"] } }',
    good: '{ "filters": { "platforms": ["Windows", "Identity Provider"] } }',
  },
  layer: ({ layer, attack }, say) => {
    const platforms = isRecord(layer.filters) ? layer.filters.platforms : undefined;
    if (attack === undefined || !Array.isArray(platforms)) return;
    const known = platformsIn(attack.index);
    for (const [i, name] of platforms.entries()) {
      if (typeof name === 'string' && known.has(name)) continue;
      say({
        place: at(LAYER_PLACE, 'filters', 'platforms', String(i)),
        message: `${inWords(name)} is no platform of this ATT&CK version`,
        found: inWords(name),
        expected: [...known].join(', '),
        suggestion: 'name the platform as ATT&CK does',
      });
    }
  },
};
