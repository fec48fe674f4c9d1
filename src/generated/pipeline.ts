// Made from schemas/pipeline.schema.json by "npm run types". Not for editing by hand.

/**
 * Where the documents come from.
 */
export type SourceSettings = GitTreeSettings | GitFilesSettings | SiteSettings;
/**
 * Address of a file listing in the shape of GitHub's git/trees API; a relative one is beside the pipeline file.
 */
export type Listing = string;
/**
 * Address that the listed paths are relative to; ends in a slash.
 */
export type DocumentBase = string;
/**
 * The parser that reads the documents.
 */
export type ParserName =
  | 'unified-json'
  | 'mapping-set'
  | 'site-page'
  | 'page-text'
  | 'security-stack'
  | 'nist-workbook'
  | 'veris-json'
  | 'veris-enumerations'
  | 'veris-non-mappables'
  | 'attack-to-cve'
  | 'capability-descriptions';
/**
 * Canonical sets.
 */
export type NoOptions = {} | null;
/**
 * CSV.
 */
export type CoverageOptions = {
  /**
   * false: no file on coverage beside the others.
   */
  coverage?: boolean;
} | null;
/**
 * The publisher's unified format.
 */
export type NoOptions1 = {} | null;
/**
 * ATT&CK Navigator layers.
 */
export type CoverageOptions1 = {
  /**
   * false: no file on coverage beside the others.
   */
  coverage?: boolean;
} | null;
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
  parser: ParserName;
  enrichments?: Enrichments;
  /**
   * ATT&CK version that the newest set of every lineage is carried to, beside its own; latest: the highest that the index of releases lists.
   */
  align?: string;
  /**
   * Most requests at once, unless --concurrency says otherwise.
   */
  concurrency?: number;
  /**
   * Address of the index.json of ATT&CK releases; a relative one is beside the pipeline file.
   */
  attack: string;
  /**
   * Hosts that may be asked, redirects included.
   */
  hosts?: string[];
  exporters?: ExporterSettings;
  /**
   * Formats whose files regenerate commits where it is told to publish; all when absent. What the next build goes on from is committed in any case: the manifest, canonical sets, and STIX with its ledger.
   */
  commit?: ('json' | 'csv' | 'ctid-json' | 'navigator' | 'stix')[];
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
 * Documents of a repository whose paths name their sets.
 */
export interface GitTreeSettings {
  type: 'git-tree';
  listing: Listing;
  documents: DocumentBase;
  /**
   * Template of a document's path: {framework}, {framework_version}, {attack_version} and {domain} name the set, * is any text without a slash, ** any text.
   */
  path: string;
}
/**
 * Documents of a repository whose paths do not name their sets: the pipeline file does.
 */
export interface GitFilesSettings {
  type: 'git-files';
  listing: Listing;
  documents: DocumentBase;
  /**
   * Each set with the documents it is made of.
   *
   * @minItems 1
   */
  sets: ListedSet[];
}
export interface ListedSet {
  key: ListedSetKey;
  /**
   * Its documents.
   *
   * @minItems 1
   */
  files: ListedFiles[];
  facts?: SetFacts;
}
/**
 * Which set it is.
 */
export interface ListedSetKey {
  /**
   * Id of the mapping framework, as nist_800_53.
   */
  framework: string;
  /**
   * Version of the framework, as rev5 or 07.18.2025.
   */
  framework_version: string;
  /**
   * ATT&CK version, as 16.1; quoted, for it is text.
   */
  attack_version: string;
  /**
   * Technology domain: enterprise, mobile or ics.
   */
  domain: string;
}
export interface ListedFiles {
  /**
   * Path in the repository; * is any text without a slash. A path that fits no file is an error.
   */
  path: string;
  parser?: ParserName;
  /**
   * rows: the set is made of it; enrich: it adds to the set and is compared with it.
   */
  role?: 'rows' | 'enrich';
}
/**
 * What the documents of a set do not say.
 */
export interface SetFacts {
  metadata?: StatedMetadata;
  mapping_types?: StatedMappingTypes;
  groups?: StatedGroups;
}
/**
 * Fields of the publisher's metadata, as creation_date.
 */
export interface StatedMetadata {
  [k: string]: string;
}
/**
 * Mapping types by id.
 */
export interface StatedMappingTypes {
  [k: string]: StatedMappingType;
}
export interface StatedMappingType {
  /**
   * Name.
   */
  name?: string;
  /**
   * Description.
   */
  description?: string;
}
/**
 * How capabilities are grouped.
 */
export interface StatedGroups {
  /**
   * capability: each capability is a group of its own, with its id and name; prefix: the first parts of its id are the group.
   */
  by: 'capability' | 'prefix';
  /**
   * What parts ids, for prefix.
   */
  separator?: string;
  /**
   * How many parts make the group, for prefix; 1 by default.
   */
  parts?: number;
  names?: GroupNames;
}
/**
 * Names of groups by id; the id where there is none.
 */
export interface GroupNames {
  [k: string]: string;
}
/**
 * The pages of a Mappings Explorer website.
 */
export interface SiteSettings {
  type: 'site';
  /**
   * Address of the home page; ends in a slash. No link is followed out of it.
   */
  home: string;
  /**
   * tables: the page of each set that holds all rows (the default); full: capability, group and technique pages too.
   */
  level?: 'tables' | 'full';
}
/**
 * Other documents on the same sets, by name: they add what the sets lack, and are compared with them. Used when --enrich names them, or when always is true.
 */
export interface Enrichments {
  [k: string]: Enrichment;
}
export interface Enrichment {
  source: SourceSettings;
  parser: ParserName;
  /**
   * true: used without being asked for.
   */
  always?: boolean;
}
/**
 * Formats to write, each with its options; all default ones when absent.
 */
export interface ExporterSettings {
  json?: NoOptions;
  csv?: CoverageOptions;
  'ctid-json'?: NoOptions1;
  navigator?: CoverageOptions1;
  stix?: StixOptions;
}
/**
 * What a build is to find. Less than min_sets or min_rows is always an error. Where gates are judged each of these is a gate, which keeps the last good data when it trips; one that is not named is off.
 */
export interface Expectations {
  /**
   * Fewest sets at the source; 1 by default.
   */
  min_sets?: number;
  /**
   * Fewest rows in each set; 1 by default.
   */
  min_rows?: number;
  /**
   * Largest share of its rows that a set may lose against the last manifest, from 0 to 1.
   */
  max_shrinkage?: number;
  /**
   * Most capabilities, told apart by their normalised ids, that may go from a set.
   */
  lost_capabilities?: number;
  /**
   * Most sets of the last manifest that the source may no longer have.
   */
  lost_sets?: number;
  /**
   * stop: no mapping type, score category, score value or status that the set did not have before.
   */
  new_values?: 'stop' | 'allow';
  /**
   * stop: the rows of the documents have the fields that they had, and the tables of pages the columns.
   */
  changed_shape?: 'stop' | 'allow';
  /**
   * stop: the index of ATT&CK releases lists the version that a set declares, to the letter.
   */
  unknown_attack_version?: 'stop' | 'allow';
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
