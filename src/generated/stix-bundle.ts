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
