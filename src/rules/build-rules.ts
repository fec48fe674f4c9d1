import { idEdgeSpace } from './id-edge-space.ts';
import { mappedRowWithoutCapability } from './mapped-row-without-capability.ts';
import { mappedRowWithoutTechnique } from './mapped-row-without-technique.ts';
import { referenceNoAddress } from './reference-no-address.ts';
import { referenceNotHttp } from './reference-not-http.ts';
import { referenceSeveralAddresses } from './reference-several-addresses.ts';
import { referenceWithWords } from './reference-with-words.ts';
import { rowWithoutEnds } from './row-without-ends.ts';
import type { Rule } from './rule.ts';
import { scoreCategoryUnknown } from './score-category-unknown.ts';
import { scoreValueUnknown } from './score-value-unknown.ts';
import { techniqueDeprecated } from './technique-deprecated.ts';
import { techniqueNameOfAnother } from './technique-name-of-another.ts';
import { techniqueNameStale } from './technique-name-stale.ts';
import { techniqueOtherDomain } from './technique-other-domain.ts';
import { techniqueRevoked } from './technique-revoked.ts';
import { techniqueUnknown } from './technique-unknown.ts';
import { unknownField } from './unknown-field.ts';

/** Rules that every build runs on its rows: what they find changes what is exported. */
export const BUILD_ROW_RULES: readonly Rule[] = [
  idEdgeSpace,
  unknownField,
  referenceNoAddress,
  referenceNotHttp,
  referenceSeveralAddresses,
  referenceWithWords,
  scoreCategoryUnknown,
  scoreValueUnknown,
  techniqueUnknown,
  techniqueOtherDomain,
  techniqueRevoked,
  techniqueDeprecated,
  techniqueNameStale,
  techniqueNameOfAnother,
  mappedRowWithoutTechnique,
  mappedRowWithoutCapability,
  rowWithoutEnds,
];
