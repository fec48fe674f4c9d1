// Made from schemas/stix-extension.schema.json by "npm run types". Not for editing by hand.

/**
 * The property extension that carries mapping facts on STIX 2.1 objects.
 */
export interface StixExtension {
  /**
   * STIX 2.1, section 7.3.
   */
  extension_type: 'property-extension';
  /**
   * Id of the mapping framework.
   */
  framework?: string;
  /**
   * Edition of a numbered framework.
   */
  edition?: string;
  /**
   * Normalised capability id.
   */
  capability_id?: string;
  /**
   * Groups of the capability.
   *
   * @minItems 1
   */
  capability_groups?: StixCapabilityGroup[];
  /**
   * Framework version of the set (report only).
   */
  framework_version?: string;
  /**
   * ATT&CK version of the set (report only).
   */
  attack_version?: string;
  /**
   * Technology domain of the set (report only).
   */
  domain?: string;
  /**
   * Row filter of the set (report only).
   */
  filter?: string;
  /**
   * Where the dates are from when the source states none (report only).
   */
  dates_inferred_from?: string;
  /**
   * One entry per distinct row behind a relationship, in a stable order.
   *
   * @minItems 1
   */
  assessments?: StixAssessment[];
}
export interface StixCapabilityGroup {
  /**
   * Id of the group.
   */
  group_id: string;
  /**
   * Name of the group.
   */
  name?: string;
}
export interface StixAssessment {
  /**
   * Our mapping-type id.
   */
  mapping_type?: string;
  /**
   * protect, detect or respond.
   */
  score_category?: string;
  /**
   * minimal, partial or significant.
   */
  score_value?: string;
  /**
   * Parent technique of a sub-technique's score.
   */
  related_score?: string;
  /**
   * The rationale.
   */
  comment?: string;
  /**
   * References.
   *
   * @minItems 1
   */
  references?: StixReference[];
  /**
   * Licence names required.
   *
   * @minItems 1
   */
  licenses?: string[];
}
export interface StixReference {
  /**
   * Address.
   */
  url?: string;
  /**
   * Words.
   */
  text?: string;
}

export const stixExtensionSchema: object = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:attack-mappings:schema:stix-extension","title":"StixExtension","description":"The property extension that carries mapping facts on STIX 2.1 objects.","type":"object","additionalProperties":false,"required":["extension_type"],"properties":{"extension_type":{"description":"STIX 2.1, section 7.3.","const":"property-extension"},"framework":{"description":"Id of the mapping framework.","type":"string","minLength":1},"edition":{"description":"Edition of a numbered framework.","type":"string","minLength":1},"capability_id":{"description":"Normalised capability id.","type":"string","minLength":1},"capability_groups":{"description":"Groups of the capability.","type":"array","minItems":1,"items":{"title":"StixCapabilityGroup","type":"object","additionalProperties":false,"required":["group_id"],"properties":{"group_id":{"description":"Id of the group.","type":"string","minLength":1},"name":{"description":"Name of the group.","type":"string","minLength":1}}}},"framework_version":{"description":"Framework version of the set (report only).","type":"string","minLength":1},"attack_version":{"description":"ATT&CK version of the set (report only).","type":"string","minLength":1},"domain":{"description":"Technology domain of the set (report only).","type":"string","minLength":1},"filter":{"description":"Row filter of the set (report only).","type":"string","minLength":1},"dates_inferred_from":{"description":"Where the dates are from when the source states none (report only).","type":"string","minLength":1},"assessments":{"description":"One entry per distinct row behind a relationship, in a stable order.","type":"array","minItems":1,"items":{"title":"StixAssessment","type":"object","additionalProperties":false,"minProperties":1,"properties":{"mapping_type":{"description":"Our mapping-type id.","type":"string","minLength":1},"score_category":{"description":"protect, detect or respond.","type":"string","minLength":1},"score_value":{"description":"minimal, partial or significant.","type":"string","minLength":1},"related_score":{"description":"Parent technique of a sub-technique's score.","type":"string","minLength":1},"comment":{"description":"The rationale.","type":"string","minLength":1},"references":{"description":"References.","type":"array","minItems":1,"items":{"title":"StixReference","type":"object","additionalProperties":false,"minProperties":1,"properties":{"url":{"description":"Address.","type":"string","minLength":1},"text":{"description":"Words.","type":"string","minLength":1}}}},"licenses":{"description":"Licence names required.","type":"array","minItems":1,"items":{"type":"string","minLength":1}}}}}}};
