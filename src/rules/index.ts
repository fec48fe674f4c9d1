import { bundleChangeWithoutVersion } from './bundle-change-without-version.ts';
import { bundleCreatedChanged } from './bundle-created-changed.ts';
import { bundleDuplicateId } from './bundle-duplicate-id.ts';
import { bundleMembers } from './bundle-members.ts';
import { bundleModifiedBeforeCreated } from './bundle-modified-before-created.ts';
import { bundleModifiedEarlier } from './bundle-modified-earlier.ts';
import { bundleObjectMissing } from './bundle-object-missing.ts';
import { bundleOtherBytes } from './bundle-other-bytes.ts';
import { bundleReference } from './bundle-reference.ts';
import { bundleReferenceNotHttp } from './bundle-reference-not-http.ts';
import { bundleRelationship } from './bundle-relationship.ts';
import { bundleRevokedChanged } from './bundle-revoked-changed.ts';
import { bundleTimestamp } from './bundle-timestamp.ts';
import { bundleUnrelated } from './bundle-unrelated.ts';
import { bundleVersionWithoutChange } from './bundle-version-without-change.ts';
import { capabilityIdVariants } from './capability-id-variants.ts';
import { capabilityInTwoGroups } from './capability-in-two-groups.ts';
import { capabilitySeveralNames } from './capability-several-names.ts';
import { categoryWithoutValue } from './category-without-value.ts';
import { commentControlCharacters } from './comment-control-characters.ts';
import { commentStrayMarkup } from './comment-stray-markup.ts';
import { conflictingScores } from './conflicting-scores.ts';
import { dateBeforeCreation } from './date-before-creation.ts';
import { dateUnreadable } from './date-unreadable.ts';
import { duplicateRow } from './duplicate-row.ts';
import { fileNameMismatch } from './file-name-mismatch.ts';
import { groupUndefined } from './group-undefined.ts';
import { groupUnused } from './group-unused.ts';
import { idEdgeSpace } from './id-edge-space.ts';
import { layerColour } from './layer-colour.ts';
import { layerDomain } from './layer-domain.ts';
import { layerDuplicateEntry } from './layer-duplicate-entry.ts';
import { layerFolded } from './layer-folded.ts';
import { layerFormat } from './layer-format.ts';
import { layerGradient } from './layer-gradient.ts';
import { layerGradientTrap } from './layer-gradient-trap.ts';
import { layerLink } from './layer-link.ts';
import { layerMember } from './layer-member.ts';
import { layerMetadata } from './layer-metadata.ts';
import { layerName } from './layer-name.ts';
import { layerPlatform } from './layer-platform.ts';
import { layerScore } from './layer-score.ts';
import { layerTactic } from './layer-tactic.ts';
import { layerTacticOrder } from './layer-tactic-order.ts';
import { layerTechniqueId } from './layer-technique-id.ts';
import { layerVersions } from './layer-versions.ts';
import { mappedRowWithoutCapability } from './mapped-row-without-capability.ts';
import { mappedRowWithoutTechnique } from './mapped-row-without-technique.ts';
import { mappingTypeUndefined } from './mapping-type-undefined.ts';
import { mappingTypeUnused } from './mapping-type-unused.ts';
import { nonMappableWithBoth } from './non-mappable-with-both.ts';
import { referenceEdgeSpace } from './reference-edge-space.ts';
import { referenceNoAddress } from './reference-no-address.ts';
import { referenceNotHttp } from './reference-not-http.ts';
import { referenceSeveralAddresses } from './reference-several-addresses.ts';
import { referenceWithWords } from './reference-with-words.ts';
import { relatedScoreNotParent } from './related-score-not-parent.ts';
import { rowWithoutEnds } from './row-without-ends.ts';
import type { Rule } from './rule.ts';
import { scoreCategoryUnknown } from './score-category-unknown.ts';
import { scoreLetterCase } from './score-letter-case.ts';
import { scoreValueUnknown } from './score-value-unknown.ts';
import { statusUnknown } from './status-unknown.ts';
import { techniqueDeprecated } from './technique-deprecated.ts';
import { techniqueNameOfAnother } from './technique-name-of-another.ts';
import { techniqueNameStale } from './technique-name-stale.ts';
import { techniqueOtherDomain } from './technique-other-domain.ts';
import { techniqueRevoked } from './technique-revoked.ts';
import { techniqueUnknown } from './technique-unknown.ts';
import { unknownField } from './unknown-field.ts';
import { valueWithoutCategory } from './value-without-category.ts';

/** Every rule, by name. */
export const rules: readonly Rule[] = [
  bundleChangeWithoutVersion,
  bundleCreatedChanged,
  bundleDuplicateId,
  bundleMembers,
  bundleModifiedBeforeCreated,
  bundleModifiedEarlier,
  bundleObjectMissing,
  bundleOtherBytes,
  bundleReference,
  bundleReferenceNotHttp,
  bundleRelationship,
  bundleRevokedChanged,
  bundleTimestamp,
  bundleUnrelated,
  bundleVersionWithoutChange,
  capabilityIdVariants,
  capabilityInTwoGroups,
  capabilitySeveralNames,
  categoryWithoutValue,
  commentControlCharacters,
  commentStrayMarkup,
  conflictingScores,
  dateBeforeCreation,
  dateUnreadable,
  duplicateRow,
  fileNameMismatch,
  groupUndefined,
  groupUnused,
  idEdgeSpace,
  layerColour,
  layerDomain,
  layerDuplicateEntry,
  layerFolded,
  layerFormat,
  layerGradient,
  layerGradientTrap,
  layerLink,
  layerMember,
  layerMetadata,
  layerName,
  layerPlatform,
  layerScore,
  layerTactic,
  layerTacticOrder,
  layerTechniqueId,
  layerVersions,
  mappedRowWithoutCapability,
  mappedRowWithoutTechnique,
  mappingTypeUndefined,
  mappingTypeUnused,
  nonMappableWithBoth,
  referenceEdgeSpace,
  referenceNoAddress,
  referenceNotHttp,
  referenceSeveralAddresses,
  referenceWithWords,
  relatedScoreNotParent,
  rowWithoutEnds,
  scoreCategoryUnknown,
  scoreLetterCase,
  scoreValueUnknown,
  statusUnknown,
  techniqueDeprecated,
  techniqueNameOfAnother,
  techniqueNameStale,
  techniqueOtherDomain,
  techniqueRevoked,
  techniqueUnknown,
  unknownField,
  valueWithoutCategory,
];
