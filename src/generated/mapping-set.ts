// Made from schemas/mapping-set.schema.json by "npm run types". Not for editing by hand.

export type Text = string;

/**
 * One canonical mapping set: every mapping of one framework version to one ATT&CK version in one domain.
 */
export interface MappingSet {
  /**
   * Version of this schema (semantic versioning).
   */
  schema_version: '1.0.0';
  key: SetKey;
  lineage: Lineage;
  /**
   * Name of the mapping framework for people.
   */
  label: string;
  /**
   * The row filter (--where) that this set was cut down with; absent when whole.
   */
  filter?: string;
  metadata: Metadata;
  dates?: Dates;
  attack?: AttackRelease;
  /**
   * Mapping types as the publisher declares them, ordered by id.
   */
  mapping_types: MappingType[];
  /**
   * Capability groups as declared, used or not, ordered by id.
   */
  capability_groups: CapabilityGroup[];
  /**
   * One entry per capability identity, ordered by identity.
   */
  capabilities: Capability[];
  /**
   * One entry per row of the source, in a total order on content.
   */
  mappings: Mapping[];
  /**
   * The documents that this set was read from.
   *
   * @minItems 1
   */
  sources: SourceDocument[];
  /**
   * Whose work this is and under which terms.
   */
  attribution: string[];
}
/**
 * Framework x framework version x ATT&CK version x domain, in the spelling of the publisher's data paths.
 */
export interface SetKey {
  /**
   * Id of the mapping framework, as nist_800_53.
   */
  framework: string;
  /**
   * Version of the framework, as rev5 or 07.18.2025.
   */
  framework_version: string;
  /**
   * ATT&CK version as declared, as 16.1.
   */
  attack_version: string;
  /**
   * Technology domain: enterprise, mobile or ics.
   */
  domain: string;
}
/**
 * Framework x edition x domain: the sets of a lineage are its releases in time.
 */
export interface Lineage {
  /**
   * Id of the mapping framework.
   */
  framework: string;
  /**
   * Framework version of a numbered standard; absent for dated releases and VERIS.
   */
  edition?: string;
  /**
   * Technology domain.
   */
  domain: string;
}
/**
 * The publisher's metadata under its own names, after text normalisation; absent, null and empty are all absent.
 */
export interface Metadata {
  /**
   * Version of the mapping work.
   */
  mapping_version?: string;
  /**
   * Domain as written.
   */
  technology_domain?: string;
  /**
   * ATT&CK version as written.
   */
  attack_version?: string;
  /**
   * Framework id as written.
   */
  mapping_framework?: string;
  /**
   * Framework version as written.
   */
  mapping_framework_version?: string;
  /**
   * Author of the mappings.
   */
  author?: string;
  /**
   * Contact of the author.
   */
  contact?: string;
  /**
   * Organisation of the author.
   */
  organization?: string;
  /**
   * Date as written, MM/DD/YYYY.
   */
  creation_date?: string;
  /**
   * Date as written, MM/DD/YYYY.
   */
  last_update?: string;
  additional?: Additional;
}
/**
 * Fields of the source that this schema has no name for, as they are.
 */
export interface Additional {
  [k: string]: unknown;
}
/**
 * The set's dates as ISO 8601.
 */
export interface Dates {
  /**
   * Creation date.
   */
  created: string;
  /**
   * Date of the last update, never before created.
   */
  modified: string;
  /**
   * Where the dates are from when the source states none.
   */
  inferred?: 'pipeline' | 'framework_version' | 'attack_release';
}
/**
 * The ATT&CK release that techniques were resolved against.
 */
export interface AttackRelease {
  /**
   * Version of the release.
   */
  version: string;
  /**
   * Address of the bundle.
   */
  url: string;
  /**
   * Hash of the bundle.
   */
  sha256: string;
}
export interface MappingType {
  /**
   * Id as declared.
   */
  id: string;
  /**
   * Name as declared.
   */
  name?: string;
  /**
   * Description as declared.
   */
  description?: string;
  additional?: Additional;
}
export interface CapabilityGroup {
  /**
   * Id as declared.
   */
  id: string;
  /**
   * Name as declared.
   */
  name?: string;
}
/**
 * A security capability of the framework that rows speak of.
 */
export interface Capability {
  /**
   * The id verbatim, in its most frequent spelling.
   */
  id: string;
  /**
   * The normalised id that keys, counts and comparisons use.
   */
  identity: string;
  /**
   * All spellings when there are several.
   *
   * @minItems 2
   */
  spellings?: Text[];
  /**
   * Names seen, the most frequent first.
   */
  names: Text[];
  /**
   * Ids of the groups its rows name, ordered.
   */
  groups: Text[];
  description?: CapabilityDescription;
}
/**
 * What the capability is, and where that text is from.
 */
export interface CapabilityDescription {
  /**
   * The description.
   */
  text: string;
  /**
   * Address of the document.
   */
  source: string;
}
/**
 * One row of the source: the publisher's fields under their own names, ours under derived.
 */
export interface Mapping {
  /**
   * Id of the capability; absent on a non-mappable technique.
   */
  capability_id?: string;
  /**
   * Name of the capability.
   */
  capability_description?: string;
  /**
   * Id of the capability group.
   */
  capability_group?: string;
  /**
   * Id of the mapping type.
   */
  mapping_type?: string;
  /**
   * ATT&CK id of the technique; absent on a non-mappable capability.
   */
  attack_object_id?: string;
  /**
   * Name of the technique as written.
   */
  attack_object_name?: string;
  /**
   * protect, detect or respond.
   */
  score_category?: string;
  /**
   * minimal, partial or significant.
   */
  score_value?: string;
  /**
   * Id of the parent technique whose score a sub-technique's score belongs to.
   */
  related_score?: string;
  /**
   * The analyst's rationale; line breaks are significant.
   */
  comments?: string;
  /**
   * References as written.
   *
   * @minItems 1
   */
  references?: Text[];
  /**
   * complete or non_mappable.
   */
  status?: string;
  /**
   * Row-level framework version, where a row states one.
   */
  mapping_framework_version?: string;
  /**
   * Row-level ATT&CK version, where a row states one.
   */
  attack_version?: string;
  additional?: Additional;
  derived: Derived;
}
/**
 * What this project adds to a row.
 */
export interface Derived {
  /**
   * One id per meaning: technique_scores, mitigates, or the source's own.
   */
  mapping_type?: string;
  technique?: TechniqueResolution;
  /**
   * Licence requirements that the comment states.
   *
   * @minItems 1
   */
  license_requirements?: LicenseRequirement[];
  /**
   * The references, taken apart.
   *
   * @minItems 1
   */
  references?: Reference[];
}
/**
 * What ATT&CK, in the set's version, says of the technique.
 */
export interface TechniqueResolution {
  /**
   * unknown: in no domain of that version.
   */
  status: 'active' | 'revoked' | 'deprecated' | 'unknown';
  /**
   * STIX id of the attack-pattern.
   */
  stix_id?: string;
  /**
   * The technique's own name, where the row's differs.
   */
  name?: string;
  /**
   * The domain that knows it, where that is not the set's.
   */
  domain?: string;
  successor?: TechniqueSuccessor;
}
/**
 * The end of the revoked-by chain.
 */
export interface TechniqueSuccessor {
  /**
   * ATT&CK id.
   */
  id: string;
  /**
   * STIX id.
   */
  stix_id: string;
  /**
   * Name.
   */
  name: string;
}
export interface LicenseRequirement {
  /**
   * The statement, verbatim.
   */
  statement: string;
  /**
   * Licence names, each a verbatim part of the statement; no and / or is inferred.
   *
   * @minItems 1
   */
  licenses: Text[];
}
/**
 * A URL with the words that stood beside it, or words alone.
 */
export interface Reference {
  /**
   * http or https address.
   */
  url?: string;
  /**
   * Words beside the address, or a reference that is no address.
   */
  text?: string;
}
export interface SourceDocument {
  /**
   * Address of the document, or its path beside the pipeline file.
   */
  url: string;
  /**
   * Hash of its bytes.
   */
  sha256: string;
  /**
   * Name of the parser that read it.
   */
  parser: string;
}

export const mappingSetSchema: object = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:attack-mappings:schema:mapping-set","title":"MappingSet","description":"One canonical mapping set: every mapping of one framework version to one ATT&CK version in one domain.","type":"object","additionalProperties":false,"required":["schema_version","key","lineage","label","metadata","mapping_types","capability_groups","capabilities","mappings","sources","attribution"],"properties":{"schema_version":{"description":"Version of this schema (semantic versioning).","const":"1.0.0"},"key":{"$ref":"#/$defs/SetKey"},"lineage":{"$ref":"#/$defs/Lineage"},"label":{"description":"Name of the mapping framework for people.","type":"string","minLength":1},"filter":{"description":"The row filter (--where) that this set was cut down with; absent when whole.","type":"string","minLength":1},"metadata":{"$ref":"#/$defs/Metadata"},"dates":{"$ref":"#/$defs/Dates"},"attack":{"$ref":"#/$defs/AttackRelease"},"mapping_types":{"description":"Mapping types as the publisher declares them, ordered by id.","type":"array","items":{"$ref":"#/$defs/MappingType"}},"capability_groups":{"description":"Capability groups as declared, used or not, ordered by id.","type":"array","items":{"$ref":"#/$defs/CapabilityGroup"}},"capabilities":{"description":"One entry per capability identity, ordered by identity.","type":"array","items":{"$ref":"#/$defs/Capability"}},"mappings":{"description":"One entry per row of the source, in a total order on content.","type":"array","items":{"$ref":"#/$defs/Mapping"}},"sources":{"description":"The documents that this set was read from.","type":"array","minItems":1,"items":{"$ref":"#/$defs/SourceDocument"}},"attribution":{"description":"Whose work this is and under which terms.","type":"array","items":{"type":"string","minLength":1}}},"$defs":{"Text":{"type":"string","minLength":1},"IsoDate":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},"SetKey":{"title":"SetKey","description":"Framework x framework version x ATT&CK version x domain, in the spelling of the publisher's data paths.","type":"object","additionalProperties":false,"required":["framework","framework_version","attack_version","domain"],"properties":{"framework":{"description":"Id of the mapping framework, as nist_800_53.","$ref":"#/$defs/Text"},"framework_version":{"description":"Version of the framework, as rev5 or 07.18.2025.","$ref":"#/$defs/Text"},"attack_version":{"description":"ATT&CK version as declared, as 16.1.","$ref":"#/$defs/Text"},"domain":{"description":"Technology domain: enterprise, mobile or ics.","$ref":"#/$defs/Text"}}},"Lineage":{"title":"Lineage","description":"Framework x edition x domain: the sets of a lineage are its releases in time.","type":"object","additionalProperties":false,"required":["framework","domain"],"properties":{"framework":{"description":"Id of the mapping framework.","$ref":"#/$defs/Text"},"edition":{"description":"Framework version of a numbered standard; absent for dated releases and VERIS.","$ref":"#/$defs/Text"},"domain":{"description":"Technology domain.","$ref":"#/$defs/Text"}}},"Metadata":{"title":"Metadata","description":"The publisher's metadata under its own names, after text normalisation; absent, null and empty are all absent.","type":"object","additionalProperties":false,"properties":{"mapping_version":{"description":"Version of the mapping work.","$ref":"#/$defs/Text"},"technology_domain":{"description":"Domain as written.","$ref":"#/$defs/Text"},"attack_version":{"description":"ATT&CK version as written.","$ref":"#/$defs/Text"},"mapping_framework":{"description":"Framework id as written.","$ref":"#/$defs/Text"},"mapping_framework_version":{"description":"Framework version as written.","$ref":"#/$defs/Text"},"author":{"description":"Author of the mappings.","$ref":"#/$defs/Text"},"contact":{"description":"Contact of the author.","$ref":"#/$defs/Text"},"organization":{"description":"Organisation of the author.","$ref":"#/$defs/Text"},"creation_date":{"description":"Date as written, MM/DD/YYYY.","$ref":"#/$defs/Text"},"last_update":{"description":"Date as written, MM/DD/YYYY.","$ref":"#/$defs/Text"},"additional":{"$ref":"#/$defs/Additional"}}},"Additional":{"title":"Additional","description":"Fields of the source that this schema has no name for, as they are.","type":"object","minProperties":1,"additionalProperties":true},"Dates":{"title":"Dates","description":"The set's dates as ISO 8601.","type":"object","additionalProperties":false,"required":["created","modified"],"properties":{"created":{"description":"Creation date.","$ref":"#/$defs/IsoDate"},"modified":{"description":"Date of the last update, never before created.","$ref":"#/$defs/IsoDate"},"inferred":{"description":"Where the dates are from when the source states none.","enum":["pipeline","framework_version","attack_release"]}}},"AttackRelease":{"title":"AttackRelease","description":"The ATT&CK release that techniques were resolved against.","type":"object","additionalProperties":false,"required":["version","url","sha256"],"properties":{"version":{"description":"Version of the release.","$ref":"#/$defs/Text"},"url":{"description":"Address of the bundle.","$ref":"#/$defs/Text"},"sha256":{"description":"Hash of the bundle.","type":"string","pattern":"^[0-9a-f]{64}$"}}},"MappingType":{"title":"MappingType","type":"object","additionalProperties":false,"required":["id"],"properties":{"id":{"description":"Id as declared.","$ref":"#/$defs/Text"},"name":{"description":"Name as declared.","$ref":"#/$defs/Text"},"description":{"description":"Description as declared.","$ref":"#/$defs/Text"},"additional":{"$ref":"#/$defs/Additional"}}},"CapabilityGroup":{"title":"CapabilityGroup","type":"object","additionalProperties":false,"required":["id"],"properties":{"id":{"description":"Id as declared.","$ref":"#/$defs/Text"},"name":{"description":"Name as declared.","$ref":"#/$defs/Text"}}},"Capability":{"title":"Capability","description":"A security capability of the framework that rows speak of.","type":"object","additionalProperties":false,"required":["id","identity","names","groups"],"properties":{"id":{"description":"The id verbatim, in its most frequent spelling.","$ref":"#/$defs/Text"},"identity":{"description":"The normalised id that keys, counts and comparisons use.","$ref":"#/$defs/Text"},"spellings":{"description":"All spellings when there are several.","type":"array","minItems":2,"items":{"$ref":"#/$defs/Text"}},"names":{"description":"Names seen, the most frequent first.","type":"array","items":{"$ref":"#/$defs/Text"}},"groups":{"description":"Ids of the groups its rows name, ordered.","type":"array","items":{"$ref":"#/$defs/Text"}},"description":{"title":"CapabilityDescription","description":"What the capability is, and where that text is from.","type":"object","additionalProperties":false,"required":["text","source"],"properties":{"text":{"description":"The description.","$ref":"#/$defs/Text"},"source":{"description":"Address of the document.","$ref":"#/$defs/Text"}}}}},"Mapping":{"title":"Mapping","description":"One row of the source: the publisher's fields under their own names, ours under derived.","type":"object","additionalProperties":false,"required":["derived"],"properties":{"capability_id":{"description":"Id of the capability; absent on a non-mappable technique.","$ref":"#/$defs/Text"},"capability_description":{"description":"Name of the capability.","$ref":"#/$defs/Text"},"capability_group":{"description":"Id of the capability group.","$ref":"#/$defs/Text"},"mapping_type":{"description":"Id of the mapping type.","$ref":"#/$defs/Text"},"attack_object_id":{"description":"ATT&CK id of the technique; absent on a non-mappable capability.","$ref":"#/$defs/Text"},"attack_object_name":{"description":"Name of the technique as written.","$ref":"#/$defs/Text"},"score_category":{"description":"protect, detect or respond.","$ref":"#/$defs/Text"},"score_value":{"description":"minimal, partial or significant.","$ref":"#/$defs/Text"},"related_score":{"description":"Id of the parent technique whose score a sub-technique's score belongs to.","$ref":"#/$defs/Text"},"comments":{"description":"The analyst's rationale; line breaks are significant.","$ref":"#/$defs/Text"},"references":{"description":"References as written.","type":"array","minItems":1,"items":{"$ref":"#/$defs/Text"}},"status":{"description":"complete or non_mappable.","$ref":"#/$defs/Text"},"mapping_framework_version":{"description":"Row-level framework version, where a row states one.","$ref":"#/$defs/Text"},"attack_version":{"description":"Row-level ATT&CK version, where a row states one.","$ref":"#/$defs/Text"},"additional":{"$ref":"#/$defs/Additional"},"derived":{"$ref":"#/$defs/Derived"}}},"Derived":{"title":"Derived","description":"What this project adds to a row.","type":"object","additionalProperties":false,"properties":{"mapping_type":{"description":"One id per meaning: technique_scores, mitigates, or the source's own.","$ref":"#/$defs/Text"},"technique":{"$ref":"#/$defs/TechniqueResolution"},"license_requirements":{"description":"Licence requirements that the comment states.","type":"array","minItems":1,"items":{"$ref":"#/$defs/LicenseRequirement"}},"references":{"description":"The references, taken apart.","type":"array","minItems":1,"items":{"$ref":"#/$defs/Reference"}}}},"TechniqueResolution":{"title":"TechniqueResolution","description":"What ATT&CK, in the set's version, says of the technique.","type":"object","additionalProperties":false,"required":["status"],"properties":{"status":{"description":"unknown: in no domain of that version.","enum":["active","revoked","deprecated","unknown"]},"stix_id":{"description":"STIX id of the attack-pattern.","$ref":"#/$defs/Text"},"name":{"description":"The technique's own name, where the row's differs.","$ref":"#/$defs/Text"},"domain":{"description":"The domain that knows it, where that is not the set's.","$ref":"#/$defs/Text"},"successor":{"title":"TechniqueSuccessor","description":"The end of the revoked-by chain.","type":"object","additionalProperties":false,"required":["id","stix_id","name"],"properties":{"id":{"description":"ATT&CK id.","$ref":"#/$defs/Text"},"stix_id":{"description":"STIX id.","$ref":"#/$defs/Text"},"name":{"description":"Name.","$ref":"#/$defs/Text"}}}}},"LicenseRequirement":{"title":"LicenseRequirement","type":"object","additionalProperties":false,"required":["statement","licenses"],"properties":{"statement":{"description":"The statement, verbatim.","$ref":"#/$defs/Text"},"licenses":{"description":"Licence names, each a verbatim part of the statement; no and / or is inferred.","type":"array","minItems":1,"items":{"$ref":"#/$defs/Text"}}}},"Reference":{"title":"Reference","description":"A URL with the words that stood beside it, or words alone.","type":"object","additionalProperties":false,"minProperties":1,"properties":{"url":{"description":"http or https address.","type":"string","pattern":"^https?://"},"text":{"description":"Words beside the address, or a reference that is no address.","$ref":"#/$defs/Text"}}},"SourceDocument":{"title":"SourceDocument","type":"object","additionalProperties":false,"required":["url","sha256","parser"],"properties":{"url":{"description":"Address of the document, or its path beside the pipeline file.","$ref":"#/$defs/Text"},"sha256":{"description":"Hash of its bytes.","type":"string","pattern":"^[0-9a-f]{64}$"},"parser":{"description":"Name of the parser that read it.","$ref":"#/$defs/Text"}}}}};
