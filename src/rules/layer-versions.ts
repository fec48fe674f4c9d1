import { inWords, isRecord } from '../model/json-value.ts';
import { majorVersion } from '../model/navigator-format.ts';
import { LAYER_PLACE } from './layer-entries.ts';
import { at, edit, memberOf } from './place.ts';
import type { Rule } from './rule.ts';

export const layerVersions: Rule = {
  name: 'layer-versions',
  title: 'ATT&CK version missing or not a major one',
  description:
    'The layer does not say which ATT&CK version it is of, or not as the major version in text. The Navigator takes such a layer for one of its own newest version, and what its techniques meant is lost. Say the version as text, as "18".',
  severity: 'warning',
  example: {
    bad: '{ "versions": { "attack": "18.1", "navigator": "5.1.0", "layer": "4.5" } }',
    good: '{ "versions": { "attack": "18", "navigator": "5.1.0", "layer": "4.5" } }',
  },
  fix: 'writes the major version as text where a version is stated',
  layer: ({ layer }, say) => {
    const { versions } = layer;
    // Before format 4.1 there was no place for it.
    if (!isRecord(versions)) return;
    const stated = Object.hasOwn(versions, 'attack') ? versions.attack : undefined;
    if (typeof stated === 'string' && /^\d{1,4}$/.test(stated)) return;
    const text = typeof stated === 'number' ? String(stated) : stated;
    const isVersion = typeof text === 'string' && /^\d{1,4}(?:\.\d{1,4}){0,2}$/.test(text);
    const major = isVersion ? majorVersion(text) : undefined;
    const place = memberOf(versions, at(LAYER_PLACE, 'versions'), 'attack');
    say({
      place,
      message: `the ATT&CK version is ${inWords(stated)}`,
      found: inWords(stated),
      expected: major === undefined ? 'a major version as text' : JSON.stringify(major),
      suggestion: 'say the major version as text',
      ...(major === undefined ? {} : edit(place, major)),
    });
  },
};
