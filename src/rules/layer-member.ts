import type { ReadLayer } from '../layers/layer-types.ts';
import { readLayer } from '../layers/read-layer.ts';
import { inWords } from '../model/json-value.ts';
import type { SourceRow } from '../records.ts';
import type { Rule } from './rule.ts';

/** Members that have a rule of their own. */
const ELSEWHERE =
  /(?:^\/(?:name|domain|versions\/attack|tacticRowBackground|gradient|viewMode|filters|filters\/stages)|\/techniques\/\d+\/(?:techniqueID|tactic|score|color)|\/legendItems\/\d+\/color|\/metadata\/\d+\/(?:name|value)|\/links\/\d+\/(?:label|url))$/;

export const layerMember: Rule = {
  name: 'layer-member',
  title: 'Member of a layer that is not known, or of another type',
  description:
    'A member of the layer is of no layer format, or its value is of another type than the format says. The Navigator passes over it and loses it when the layer is saved. Correct the value, or say it in metadata or in a comment.',
  severity: 'info',
  example: {
    bad: '{ "techniques": [{ "techniqueID": "T1110", "enabled": "yes" }] }',
    good: '{ "techniques": [{ "techniqueID": "T1110", "enabled": true }] }',
  },
  layer: ({ layer, file }, say) => {
    const read = readOrNothing(layer, file);
    for (const [pointer, value] of read?.aside ?? []) {
      say({
        place: { pointer },
        message: 'the member is of no layer format',
        found: inWords(value),
        suggestion: 'say it in metadata or in a comment',
      });
    }
    for (const { pointer, kind, message } of read?.notes ?? []) {
      if (kind === 'changed' || read?.aside.has(pointer) || ELSEWHERE.test(pointer)) continue;
      say({ place: { pointer }, message, suggestion: 'correct the value, or remove it' });
    }
  },
};

/** What is no layer at all has findings of other rules. */
function readOrNothing(layer: SourceRow, file: string): ReadLayer | undefined {
  try {
    return readLayer(layer, file);
  } catch {
    return undefined;
  }
}
