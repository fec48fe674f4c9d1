// Made from schemas/unified-mappings.schema.json by "npm run types". Not for editing by hand.

export type OptionalText = string | null;

/**
 * The publisher's unified mapping format, as far as this project relies on it. Fields without a name here are carried along.
 */
export interface UnifiedMappings {
  metadata: UnifiedMetadata;
  /**
   * The rows.
   *
   * @minItems 1
   */
  mapping_objects: UnifiedRow[];
  [k: string]: unknown;
}
export interface UnifiedMetadata {
  /**
   * Id of the framework.
   */
  mapping_framework: string;
  /**
   * Version of the framework.
   */
  mapping_framework_version: string;
  /**
   * ATT&CK version.
   */
  attack_version: string;
  /**
   * enterprise, mobile or ics.
   */
  technology_domain: string;
  /**
   * Version of the mapping work.
   */
  mapping_version?: string | null;
  /**
   * Author.
   */
  author?: string | null;
  /**
   * Contact.
   */
  contact?: string | null;
  /**
   * Organisation.
   */
  organization?: string | null;
  /**
   * MM/DD/YYYY.
   */
  creation_date?: string | null;
  /**
   * MM/DD/YYYY.
   */
  last_update?: string | null;
  /**
   * Mapping types by id.
   */
  mapping_types?: {
    [k: string]: UnifiedMappingType;
  } | null;
  /**
   * Names of the capability groups by id.
   */
  capability_groups?: {
    [k: string]: OptionalText;
  } | null;
  [k: string]: unknown;
}
export interface UnifiedMappingType {
  /**
   * Name.
   */
  name?: string | null;
  /**
   * Description.
   */
  description?: string | null;
  [k: string]: unknown;
}
export interface UnifiedRow {
  /**
   * Id of the capability; null on a non-mappable technique.
   */
  capability_id: string | null;
  /**
   * Name of the capability.
   */
  capability_description?: string | null;
  /**
   * Id of its group.
   */
  capability_group?: string | null;
  /**
   * Id of the mapping type.
   */
  mapping_type: string | null;
  /**
   * Technique id; null on a non-mappable capability.
   */
  attack_object_id: string | null;
  /**
   * Technique name.
   */
  attack_object_name?: string | null;
  /**
   * protect, detect or respond.
   */
  score_category?: string | null;
  /**
   * minimal, partial or significant.
   */
  score_value?: string | null;
  /**
   * Parent technique of a sub-technique's score.
   */
  related_score?: string | null;
  /**
   * Rationale.
   */
  comments?: string | null;
  /**
   * References.
   */
  references?: OptionalText[] | null;
  /**
   * complete or non_mappable.
   */
  status: string | null;
  /**
   * Row-level framework version.
   */
  mapping_framework_version?: string | null;
  /**
   * Row-level ATT&CK version.
   */
  attack_version?: string | null;
  [k: string]: unknown;
}

export const unifiedMappingsSchema: object = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:attack-mappings:schema:unified-mappings","title":"UnifiedMappings","description":"The publisher's unified mapping format, as far as this project relies on it. Fields without a name here are carried along.","type":"object","required":["metadata","mapping_objects"],"properties":{"metadata":{"title":"UnifiedMetadata","type":"object","required":["mapping_framework","mapping_framework_version","attack_version","technology_domain"],"properties":{"mapping_framework":{"description":"Id of the framework.","$ref":"#/$defs/Key"},"mapping_framework_version":{"description":"Version of the framework.","$ref":"#/$defs/Key"},"attack_version":{"description":"ATT&CK version.","$ref":"#/$defs/Key"},"technology_domain":{"description":"enterprise, mobile or ics.","$ref":"#/$defs/Key"},"mapping_version":{"description":"Version of the mapping work.","$ref":"#/$defs/OptionalText"},"author":{"description":"Author.","$ref":"#/$defs/OptionalText"},"contact":{"description":"Contact.","$ref":"#/$defs/OptionalText"},"organization":{"description":"Organisation.","$ref":"#/$defs/OptionalText"},"creation_date":{"description":"MM/DD/YYYY.","$ref":"#/$defs/OptionalText"},"last_update":{"description":"MM/DD/YYYY.","$ref":"#/$defs/OptionalText"},"mapping_types":{"description":"Mapping types by id.","type":["object","null"],"additionalProperties":{"title":"UnifiedMappingType","type":"object","properties":{"name":{"description":"Name.","$ref":"#/$defs/OptionalText"},"description":{"description":"Description.","$ref":"#/$defs/OptionalText"}}}},"capability_groups":{"description":"Names of the capability groups by id.","type":["object","null"],"additionalProperties":{"$ref":"#/$defs/OptionalText"}}}},"mapping_objects":{"description":"The rows.","type":"array","minItems":1,"items":{"$ref":"#/$defs/Row"}}},"$defs":{"OptionalText":{"type":["string","null"]},"Key":{"type":"string","minLength":1,"maxLength":200,"pattern":"^[^\\u0000-\\u001f\\u007f]*$"},"Id":{"type":["string","null"],"maxLength":1000,"pattern":"^[^\\u0000-\\u001f\\u007f]*$"},"Row":{"title":"UnifiedRow","type":"object","required":["capability_id","attack_object_id","mapping_type","status"],"properties":{"capability_id":{"description":"Id of the capability; null on a non-mappable technique.","$ref":"#/$defs/Id"},"capability_description":{"description":"Name of the capability.","$ref":"#/$defs/OptionalText"},"capability_group":{"description":"Id of its group.","$ref":"#/$defs/Id"},"mapping_type":{"description":"Id of the mapping type.","$ref":"#/$defs/Id"},"attack_object_id":{"description":"Technique id; null on a non-mappable capability.","$ref":"#/$defs/Id"},"attack_object_name":{"description":"Technique name.","$ref":"#/$defs/OptionalText"},"score_category":{"description":"protect, detect or respond.","$ref":"#/$defs/OptionalText"},"score_value":{"description":"minimal, partial or significant.","$ref":"#/$defs/OptionalText"},"related_score":{"description":"Parent technique of a sub-technique's score.","$ref":"#/$defs/OptionalText"},"comments":{"description":"Rationale.","$ref":"#/$defs/OptionalText"},"references":{"description":"References.","type":["array","null"],"items":{"$ref":"#/$defs/OptionalText"}},"status":{"description":"complete or non_mappable.","$ref":"#/$defs/OptionalText"},"mapping_framework_version":{"description":"Row-level framework version.","$ref":"#/$defs/OptionalText"},"attack_version":{"description":"Row-level ATT&CK version.","$ref":"#/$defs/OptionalText"}}}}};
