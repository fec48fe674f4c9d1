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
