// Made from schemas/stix-bundle.schema.json by "npm run types". Not for editing by hand.

export type StixObject = StixObject1;
export type Identifier = string;

/**
 * A STIX 2.1 bundle: common properties of every object, and what the types of this project require (OASIS STIX 2.1, sections 3, 4, 5 and 7).
 */
export interface StixBundle {
  /**
   * Section 8.
   */
  type: 'bundle';
  /**
   * Identifier.
   */
  id: string;
  /**
   * Objects.
   *
   * @minItems 1
   */
  objects: StixObject[];
}
export interface StixObject1 {
  /**
   * Type.
   */
  type: string;
  /**
   * Version of STIX.
   */
  spec_version?: '2.1';
  /**
   * Identifier.
   */
  id: string;
  /**
   * Time of creation.
   */
  created?: string;
  /**
   * Time of the last change.
   */
  modified?: string;
  /**
   * Who made it.
   */
  created_by_ref?: string;
  /**
   * Markings.
   *
   * @minItems 1
   */
  object_marking_refs?: Identifier[];
  /**
   * Labels.
   *
   * @minItems 1
   */
  labels?: string[];
  /**
   * References.
   *
   * @minItems 1
   */
  external_references?: StixExternalReference[];
  [k: string]: unknown;
}
export interface StixExternalReference {
  source_name: string;
  [k: string]: unknown;
}

export const stixBundleSchema: object = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:attack-mappings:schema:stix-bundle","title":"StixBundle","description":"A STIX 2.1 bundle: common properties of every object, and what the types of this project require (OASIS STIX 2.1, sections 3, 4, 5 and 7).","type":"object","additionalProperties":false,"required":["type","id","objects"],"properties":{"type":{"description":"Section 8.","const":"bundle"},"id":{"description":"Identifier.","type":"string","pattern":"^bundle--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},"objects":{"description":"Objects.","type":"array","minItems":1,"items":{"$ref":"#/$defs/StixObject"}}},"$defs":{"Identifier":{"type":"string","pattern":"^[a-z0-9][a-z0-9-]*--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},"Timestamp":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z$"},"StixObject":{"title":"StixObject","type":"object","required":["type","id"],"properties":{"type":{"description":"Type.","type":"string","pattern":"^[a-z0-9][a-z0-9-]*$"},"spec_version":{"description":"Version of STIX.","const":"2.1"},"id":{"description":"Identifier.","$ref":"#/$defs/Identifier"},"created":{"description":"Time of creation.","$ref":"#/$defs/Timestamp"},"modified":{"description":"Time of the last change.","$ref":"#/$defs/Timestamp"},"created_by_ref":{"description":"Who made it.","$ref":"#/$defs/Identifier"},"object_marking_refs":{"description":"Markings.","type":"array","minItems":1,"items":{"$ref":"#/$defs/Identifier"}},"labels":{"description":"Labels.","type":"array","minItems":1,"items":{"type":"string","minLength":1}},"external_references":{"description":"References.","type":"array","minItems":1,"items":{"title":"StixExternalReference","type":"object","required":["source_name"],"properties":{"source_name":{"type":"string","minLength":1}}}}},"allOf":[{"if":{"properties":{"type":{"const":"relationship"}}},"then":{"required":["spec_version","created","modified","relationship_type","source_ref","target_ref"],"properties":{"relationship_type":{"type":"string","pattern":"^[a-z0-9][a-z0-9-]*$"},"source_ref":{"$ref":"#/$defs/Identifier"},"target_ref":{"$ref":"#/$defs/Identifier"}}}},{"if":{"properties":{"type":{"enum":["attack-pattern","course-of-action","vulnerability","identity"]}}},"then":{"required":["spec_version","created","modified","name"],"properties":{"name":{"type":"string","minLength":1}}}},{"if":{"properties":{"type":{"const":"report"}}},"then":{"required":["spec_version","created","modified","name","published","object_refs"],"properties":{"object_refs":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/Identifier"}},"published":{"$ref":"#/$defs/Timestamp"}}}},{"if":{"properties":{"type":{"const":"note"}}},"then":{"required":["spec_version","created","modified","content","object_refs"],"properties":{"object_refs":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/Identifier"}}}}},{"if":{"properties":{"type":{"const":"marking-definition"}}},"then":{"required":["spec_version","created"]}},{"if":{"properties":{"type":{"const":"extension-definition"}}},"then":{"required":["spec_version","created","modified","created_by_ref","name","schema","version","extension_types"]}}]}}};
