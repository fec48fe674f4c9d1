import type { Mapping, TechniqueResolution } from '../generated/mapping-set.ts';
import type { SourceRow } from '../records.ts';
import { arePlainReferences } from './reference-kind.ts';
import { CATEGORIES, VALUES, wordOf } from './score-words.ts';

/**
 * True for a row of which no rule of a build has anything to say, as most are: sixteen rules on
 * every row cost a build 5 %.
 */
export function isPlainRow(fields: SourceRow, mapping: Mapping): boolean {
  const { capability_id, attack_object_id, score_category, score_value, references } = mapping;
  return (
    capability_id !== undefined &&
    attack_object_id !== undefined &&
    fields.capability_id === capability_id &&
    fields.attack_object_id === attack_object_id &&
    isSame(fields.capability_group, mapping.capability_group) &&
    isSame(fields.mapping_type, mapping.mapping_type) &&
    mapping.additional === undefined &&
    (score_category === undefined || wordOf(CATEGORIES, score_category) !== undefined) &&
    (score_value === undefined || wordOf(VALUES, score_value) !== undefined) &&
    isPlainTechnique(mapping.derived.technique) &&
    (references === undefined || arePlainReferences(fields.references, mapping.derived.references))
  );
}

function isSame(raw: unknown, normal: string | undefined): boolean {
  return raw === normal || (normal === undefined && (raw === null || raw === ''));
}

function isPlainTechnique(technique: TechniqueResolution | undefined): boolean {
  if (technique === undefined) return true;
  return (
    technique.status === 'active' && technique.domain === undefined && technique.name === undefined
  );
}
