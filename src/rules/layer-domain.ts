import { domainNamed } from '../layers/layer-domain.ts';
import { knownFormat, statedFormat } from '../layers/layer-format.ts';
import { inWords } from '../model/json-value.ts';
import { LAYER_PLACE } from './layer-entries.ts';
import { edit, memberOf } from './place.ts';
import type { Rule } from './rule.ts';

/** Formats that named domains otherwise. */
const OLD_NAMES: ReadonlySet<unknown> = new Set(['3.0', '4.0']);

export const layerDomain: Rule = {
  name: 'layer-domain',
  title: 'Unknown domain of a layer',
  description:
    'The domain of the layer is none that the Navigator knows, or is named as in formats up to 4.0. Without its domain a layer is not shown. The names are enterprise-attack, mobile-attack and ics-attack.',
  severity: 'error',
  example: { bad: '{ "domain": "enterprise" }', good: '{ "domain": "enterprise-attack" }' },
  fix: 'writes names of formats up to 4.0 in their form of today',
  layer: ({ layer }, say) => {
    const stated = Object.hasOwn(layer, 'domain') ? layer.domain : undefined;
    const domain = domainNamed(stated);
    const now = domain && `${domain}-attack`;
    if (now === stated && now !== undefined) return;
    if (now !== undefined && OLD_NAMES.has(knownFormat(statedFormat(layer)))) return;
    const place = memberOf(layer, LAYER_PLACE, 'domain');
    say({
      place,
      message: `the domain is ${inWords(stated)}`,
      found: inWords(stated),
      expected: now ?? 'enterprise-attack, mobile-attack or ics-attack',
      suggestion: 'name the domain as ATT&CK does',
      ...(now === undefined ? {} : edit(place, now)),
    });
  },
};
