// Made from schemas/manifest.schema.json by "npm run types". Not for editing by hand.

/**
 * What a build read and wrote: inputs and outputs with hashes and counts. Written last.
 */
export interface Manifest {
  /**
   * Version of this schema.
   */
  schema_version: '1.0.0';
  /**
   * Name of the pipeline.
   */
  pipeline: string;
  /**
   * Name and version of this project.
   */
  generator: string;
  /**
   * The row filter of this build, when it has one.
   */
  filter?: string;
  /**
   * Whose work this is and under which terms.
   */
  attribution: string[];
  /**
   * Sets, ordered by path.
   */
  sets: ManifestSet[];
}
export interface ManifestSet {
  /**
   * Folder of the set below the pipeline's folder.
   */
  path: string;
  /**
   * current: written by the latest build that looked at it; kept: the latest build failed on it, or no longer found it, and its last good files stay.
   */
  status: 'current' | 'kept';
  /**
   * Why it was kept.
   */
  reason?: string;
  key: ManifestKey;
  counts: ManifestCounts;
  /**
   * Documents and ATT&CK bundles read, ordered by address.
   */
  inputs: ManifestInput[];
  /**
   * Files written, ordered by path.
   */
  outputs: ManifestOutput[];
}
/**
 * The set's key.
 */
export interface ManifestKey {
  [k: string]: string;
}
/**
 * What the set holds.
 */
export interface ManifestCounts {
  /**
   * Rows, non-mappable ones included.
   */
  mappings: number;
  /**
   * Distinct capabilities.
   */
  capabilities: number;
  /**
   * Distinct techniques on mapped rows.
   */
  techniques: number;
  /**
   * Non-mappable rows.
   */
  non_mappable: number;
  findings?: FindingCounts;
}
/**
 * Diagnostics by rule.
 */
export interface FindingCounts {
  [k: string]: number;
}
export interface ManifestInput {
  /**
   * Address.
   */
  url: string;
  /**
   * Hash of the bytes.
   */
  sha256: string;
  /**
   * mappings or attack.
   */
  role: 'mappings' | 'attack';
}
export interface ManifestOutput {
  /**
   * Path below the pipeline's folder.
   */
  path: string;
  /**
   * Hash of the bytes.
   */
  sha256: string;
  /**
   * Size in bytes.
   */
  bytes: number;
}

export const manifestSchema: object = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:attack-mappings:schema:manifest","title":"Manifest","description":"What a build read and wrote: inputs and outputs with hashes and counts. Written last.","type":"object","additionalProperties":false,"required":["schema_version","pipeline","generator","attribution","sets"],"properties":{"schema_version":{"description":"Version of this schema.","const":"1.0.0"},"pipeline":{"description":"Name of the pipeline.","type":"string"},"generator":{"description":"Name and version of this project.","type":"string"},"filter":{"description":"The row filter of this build, when it has one.","type":"string"},"attribution":{"description":"Whose work this is and under which terms.","type":"array","items":{"type":"string"}},"sets":{"description":"Sets, ordered by path.","type":"array","items":{"$ref":"#/$defs/ManifestSet"}}},"$defs":{"Sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"},"ManifestSet":{"title":"ManifestSet","type":"object","additionalProperties":false,"required":["path","status","key","counts","inputs","outputs"],"properties":{"path":{"description":"Folder of the set below the pipeline's folder.","type":"string"},"status":{"description":"current: written by the latest build that looked at it; kept: the latest build failed on it, or no longer found it, and its last good files stay.","enum":["current","kept"]},"reason":{"description":"Why it was kept.","type":"string"},"key":{"title":"ManifestKey","description":"The set's key.","type":"object","additionalProperties":{"type":"string"}},"counts":{"title":"ManifestCounts","description":"What the set holds.","type":"object","additionalProperties":false,"required":["mappings","capabilities","techniques","non_mappable"],"properties":{"mappings":{"description":"Rows, non-mappable ones included.","type":"integer"},"capabilities":{"description":"Distinct capabilities.","type":"integer"},"techniques":{"description":"Distinct techniques on mapped rows.","type":"integer"},"non_mappable":{"description":"Non-mappable rows.","type":"integer"},"findings":{"title":"FindingCounts","description":"Diagnostics by rule.","type":"object","additionalProperties":{"type":"integer"}}}},"inputs":{"description":"Documents and ATT&CK bundles read, ordered by address.","type":"array","items":{"title":"ManifestInput","type":"object","additionalProperties":false,"required":["url","sha256","role"],"properties":{"url":{"description":"Address.","type":"string"},"sha256":{"description":"Hash of the bytes.","$ref":"#/$defs/Sha256"},"role":{"description":"mappings or attack.","enum":["mappings","attack"]}}}},"outputs":{"description":"Files written, ordered by path.","type":"array","items":{"title":"ManifestOutput","type":"object","additionalProperties":false,"required":["path","sha256","bytes"],"properties":{"path":{"description":"Path below the pipeline's folder.","type":"string"},"sha256":{"description":"Hash of the bytes.","$ref":"#/$defs/Sha256"},"bytes":{"description":"Size in bytes.","type":"integer"}}}}}}}};
