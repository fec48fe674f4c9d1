import type { Mapping } from '../../generated/mapping-set.ts';
import type { StixAssessment } from '../../generated/stix-extension.ts';
import { listed } from './extension.ts';
import { mappingType } from './typing.ts';

/**
 * What one row says, in the extension: meaning, not spelling. No names and no id spellings, so that
 * a release that only writes them otherwise changes no object. Empty for a row that says nothing.
 */
export function assessmentOf(row: Mapping): StixAssessment {
  const { score_category, score_value, related_score, comments, derived } = row;
  const type = mappingType(row);
  const licenses = derived.license_requirements?.flatMap((need) => need.licenses) ?? [];
  return {
    ...(type === undefined ? {} : { mapping_type: type }),
    ...(score_category === undefined ? {} : { score_category: score_category.toLowerCase() }),
    ...(score_value === undefined ? {} : { score_value: score_value.toLowerCase() }),
    ...(related_score === undefined ? {} : { related_score }),
    ...(comments === undefined ? {} : { comment: comments }),
    ...listed('references', derived.references ?? []),
    ...listed('licenses', [...new Set(licenses)]),
  } as StixAssessment;
}
