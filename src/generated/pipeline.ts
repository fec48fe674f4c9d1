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

export const pipelineSchema: object = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:attack-mappings:schema:pipeline","title":"Pipeline","description":"What to build: which documents, which parser, which ATT&CK, which exporters.","type":"object","additionalProperties":false,"required":["title","source","parser","attack","attribution"],"properties":{"title":{"description":"What this pipeline builds, in a few words.","type":"string","minLength":1},"source":{"title":"SourceSettings","description":"Where the documents come from.","type":"object","additionalProperties":false,"required":["type","listing","documents","path"],"properties":{"type":{"description":"git-tree: a repository's file listing in the shape of GitHub's git/trees API.","enum":["git-tree"]},"listing":{"description":"Address of the listing; a relative one is beside the pipeline file.","type":"string","minLength":1},"documents":{"description":"Address that the listed paths are relative to; ends in a slash.","type":"string","pattern":"/$"},"path":{"description":"Template of a document's path: {framework}, {framework_version}, {attack_version} and {domain} name the set, * is any text without a slash.","type":"string","minLength":1}}},"parser":{"description":"The parser that reads the documents.","enum":["unified-json","mapping-set"]},"attack":{"description":"Address of the index.json of ATT&CK releases; a relative one is beside the pipeline file.","type":"string","minLength":1},"hosts":{"description":"Hosts that may be asked, redirects included.","type":"array","uniqueItems":true,"items":{"type":"string","pattern":"^[a-z0-9.-]+(:[0-9]+)?$"}},"exporters":{"title":"ExporterSettings","description":"Formats to write, each with its options; all default ones when absent.","type":"object","additionalProperties":false,"properties":{"json":{"description":"Canonical sets.","$ref":"#/$defs/NoOptions"},"csv":{"description":"CSV.","$ref":"#/$defs/NoOptions"},"ctid-json":{"description":"The publisher's unified format.","$ref":"#/$defs/NoOptions"},"navigator":{"description":"ATT&CK Navigator layers.","$ref":"#/$defs/NoOptions"},"stix":{"title":"StixOptions","description":"STIX 2.1 bundles.","type":["object","null"],"additionalProperties":false,"properties":{"releases":{"description":"newest: the newest set of each lineage; all: every set, with the ATT&CK version in every key.","enum":["newest","all"]},"attackObjects":{"description":"none: ATT&CK objects are referenced only; full: they are included unchanged.","enum":["none","full"]},"detect":{"description":"Relationship type of detecting capabilities.","enum":["related-to","detects"]}}}}},"expect":{"title":"Expectations","description":"Less than this is an error.","type":"object","additionalProperties":false,"properties":{"min_sets":{"description":"Fewest sets in the build.","type":"integer","minimum":1},"min_rows":{"description":"Fewest rows in each set.","type":"integer","minimum":1}}},"dates":{"title":"FallbackDates","description":"Dates by framework id, for sources that state none.","type":"object","additionalProperties":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}},"frameworks":{"title":"FrameworkSettings","description":"What to know of a framework beyond the built-in table, by framework id.","type":"object","additionalProperties":{"title":"FrameworkSetting","type":"object","additionalProperties":false,"properties":{"label":{"description":"Name for people.","type":"string","minLength":1},"kind":{"description":"What its capabilities are.","enum":["control","vulnerability","enumeration"]},"numbered":{"description":"true: each framework version is an edition of its own.","type":"boolean"},"mitigating_types":{"description":"Mapping types, beyond mitigates, that say a capability mitigates.","type":"array","items":{"type":"string"}}}}},"attribution":{"description":"Whose work the mappings are, and their terms.","type":"array","minItems":1,"items":{"type":"string","minLength":1}}},"$defs":{"NoOptions":{"type":["object","null"],"additionalProperties":false}}};
