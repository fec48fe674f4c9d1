// Made from schemas/pipeline.schema.json by "npm run types". Not for editing by hand.

/**
 * Canonical sets.
 */
export type NoOptions = {} | null;
/**
 * CSV.
 */
export type NoOptions1 = {} | null;
/**
 * The publisher's unified format.
 */
export type NoOptions2 = {} | null;
/**
 * ATT&CK Navigator layers.
 */
export type NoOptions3 = {} | null;
/**
 * STIX 2.1 bundles.
 */
export type StixOptions = {
  /**
   * newest: the newest set of each lineage; all: every set, with the ATT&CK version in every key.
   */
  releases?: 'newest' | 'all';
  /**
   * none: ATT&CK objects are referenced only; full: they are included unchanged.
   */
  attackObjects?: 'none' | 'full';
  /**
   * Relationship type of detecting capabilities.
   */
  detect?: 'related-to' | 'detects';
  /**
   * Enters the key of every capability, relationship, report and note, so that bundles of a test or sample pipeline never share ids with real ones.
   */
  realm?: string;
} | null;

/**
 * What to build: which documents, which parser, which ATT&CK, which exporters.
 */
export interface Pipeline {
  /**
   * What this pipeline builds, in a few words.
   */
  title: string;
  source: SourceSettings;
  /**
   * The parser that reads the documents.
   */
  parser: 'unified-json' | 'mapping-set';
  /**
   * Address of the index.json of ATT&CK releases; a relative one is beside the pipeline file.
   */
  attack: string;
  /**
   * Hosts that may be asked, redirects included.
   */
  hosts?: string[];
  exporters?: ExporterSettings;
  expect?: Expectations;
  dates?: FallbackDates;
  frameworks?: FrameworkSettings;
  /**
   * Whose work the mappings are, and their terms.
   *
   * @minItems 1
   */
  attribution: string[];
}
/**
 * Where the documents come from.
 */
export interface SourceSettings {
  /**
   * git-tree: a repository's file listing in the shape of GitHub's git/trees API.
   */
  type: 'git-tree';
  /**
   * Address of the listing; a relative one is beside the pipeline file.
   */
  listing: string;
  /**
   * Address that the listed paths are relative to; ends in a slash.
   */
  documents: string;
  /**
   * Template of a document's path: {framework}, {framework_version}, {attack_version} and {domain} name the set, * is any text without a slash.
   */
  path: string;
}
/**
 * Formats to write, each with its options; all default ones when absent.
 */
export interface ExporterSettings {
  json?: NoOptions;
  csv?: NoOptions1;
  'ctid-json'?: NoOptions2;
  navigator?: NoOptions3;
  stix?: StixOptions;
}
/**
 * Less than this is an error.
 */
export interface Expectations {
  /**
   * Fewest sets in the build.
   */
  min_sets?: number;
  /**
   * Fewest rows in each set.
   */
  min_rows?: number;
}
/**
 * Dates by framework id, for sources that state none.
 */
export interface FallbackDates {
  [k: string]: string;
}
/**
 * What to know of a framework beyond the built-in table, by framework id.
 */
export interface FrameworkSettings {
  [k: string]: FrameworkSetting;
}
export interface FrameworkSetting {
  /**
   * Name for people.
   */
  label?: string;
  /**
   * What its capabilities are.
   */
  kind?: 'control' | 'vulnerability' | 'enumeration';
  /**
   * true: each framework version is an edition of its own.
   */
  numbered?: boolean;
  /**
   * Mapping types, beyond mitigates, that say a capability mitigates.
   */
  mitigating_types?: string[];
}
