import type { Mapping } from '../generated/mapping-set.ts';
import { identityReader } from './capability-identity.ts';
import { compareText } from './compare.ts';

/**
 * Orders mappings by row identity (normalised capability, technique, mapping type, score category)
 * and then by content: the same facts in another order give the same bytes.
 */
export function orderMappings(framework: string, mappings: readonly Mapping[]): Mapping[] {
  const identity = identityReader(framework);
  return mappings
    .map((mapping) => ({
      mapping,
      key: rowIdentity(identity(mapping.capability_id ?? ''), mapping),
    }))
    .sort((a, b) => compareText(a.key, b.key) || compareContent(a.mapping, b.mapping))
    .map((entry) => entry.mapping);
}

function rowIdentity(capability: string, mapping: Mapping): string {
  const type = mapping.derived.mapping_type ?? '';
  return `${capability}\0${mapping.attack_object_id ?? ''}\0${type}\0${mapping.score_category ?? ''}`;
}

function compareContent(a: Mapping, b: Mapping): number {
  return compareText(JSON.stringify(a), JSON.stringify(b));
}
