// Made from schemas/manifest.schema.json by "npm run types". Not for editing by hand.

/**
 * Files written, ordered by path.
 */
export type ManifestOutputs = ManifestOutput[];

/**
 * What a build read and wrote: inputs and outputs with hashes and counts. Written last.
 */
export interface Manifest {
  /**
   * Version of this schema.
   */
  schema_version: '1.0.0' | '1.1.0' | '1.2.0' | '1.3.0';
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
  /**
   * Files over all frameworks, ordered by path; of builds with align.
   */
  combined?: ManifestCombined[];
}
export interface ManifestSet {
  /**
   * Folder of the set below the pipeline's folder.
   */
  path: string;
  /**
   * Folder of the set that this one was migrated from; present on aligned sets.
   */
  aligned_from?: string;
  /**
   * current: written by the latest build that looked at it; kept: the latest build failed on it, or no longer found it, and its last good files stay; stale: a gate stopped what the latest build found, and its last good files stay.
   */
  status: 'current' | 'kept' | 'stale';
  /**
   * Why it was kept or is stale: of a gate, what was expected and what was found.
   */
  reason?: string;
  /**
   * Of a stale set: the gate, by the name of its setting; the first one when there are several.
   */
  gate?: string;
  key: ManifestKey;
  /**
   * Name and version of this project when it wrote the set: parsers and exporters have its version. Since 1.3.0.
   */
  generator?: string;
  /**
   * Hash of the pipeline's settings and of the generator's name: what other inputs than documents decided.
   */
  settings: string;
  counts: ManifestCounts;
  facts?: ManifestFacts;
  /**
   * Documents, ATT&CK bundles and the index of their releases, ordered by address.
   */
  inputs: ManifestInput[];
  outputs: ManifestOutputs;
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
  /**
   * Rows that a migration set aside.
   */
  aside?: number;
  coverage?: CoverageTotals;
  findings?: FindingCounts;
}
/**
 * Techniques and sub-techniques of the ATT&CK release by state; revoked and deprecated ones are not counted.
 */
export interface CoverageTotals {
  /**
   * A capability is mapped to it.
   */
  mapped: number;
  /**
   * The framework says that none can be.
   */
  non_mappable: number;
  /**
   * The set's authors could not know it: newer than the set, or not living in its ATT&CK version.
   */
  not_assessed: number;
  /**
   * None of the three.
   */
  not_mapped: number;
  /**
   * The denominator of every percentage.
   */
  total: number;
}
/**
 * Diagnostics by rule.
 */
export interface FindingCounts {
  [k: string]: number;
}
/**
 * What the gates of the next build compare with; of published sets, unfiltered. Since 1.3.0.
 */
export interface ManifestFacts {
  /**
   * Capabilities by their normalised ids, ordered.
   */
  capabilities: string[];
  values: ManifestValues;
  /**
   * Fields of the rows as the documents have them, and columns of the tables of pages, ordered.
   */
  fields: string[];
}
/**
 * Values that rows have, by field.
 */
export interface ManifestValues {
  /**
   * Mapping types, one id per meaning, ordered.
   */
  mapping_type: string[];
  /**
   * Score categories, ordered.
   */
  score_category: string[];
  /**
   * Score values, ordered.
   */
  score_value: string[];
  /**
   * Statuses, ordered.
   */
  status: string[];
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
   * mappings; enrichment: a document that added to the set; attack: a bundle of techniques; releases: the index of ATT&CK releases; ledger: the history of its STIX objects as the set leaves it, a path below the pipeline's folder.
   */
  role: 'mappings' | 'enrichment' | 'attack' | 'releases' | 'ledger';
  /**
   * Of mappings and enrichments: the parser that read it. Since 1.3.0.
   */
  parser?: string;
}
export interface ManifestOutput {
  /**
   * Path below the pipeline's folder.
   */
  path: string;
  /**
   * The format that it is a file of.
   */
  format: string;
  /**
   * Hash of the bytes.
   */
  sha256: string;
  /**
   * Size in bytes.
   */
  bytes: number;
}
/**
 * The files over all aligned sets of one domain.
 */
export interface ManifestCombined {
  /**
   * Folder below the pipeline's folder, as combined/18.1/enterprise.
   */
  path: string;
  /**
   * current: made from the aligned sets of the latest build; kept: that build could not make them all, or no longer makes any, and the last good files stay; stale: a gate stopped one of its sets, and the last good files stay.
   */
  status: 'current' | 'kept' | 'stale';
  /**
   * Why it was kept or is stale.
   */
  reason?: string;
  /**
   * Of stale files: the gate, by the name of its setting.
   */
  gate?: string;
  /**
   * ATT&CK version.
   */
  attack_version: string;
  /**
   * Technology domain.
   */
  domain: string;
  /**
   * Hash of what decided the files: settings, generator, and the inputs of every aligned set.
   */
  settings: string;
  /**
   * Paths of the aligned sets, ordered.
   */
  sets: string[];
  outputs: ManifestOutputs;
}
