// Made from schemas/mapping-set.schema.json by "npm run types". Not for editing by hand.

export type Text = string;

/**
 * One canonical mapping set: every mapping of one framework version to one ATT&CK version in one domain.
 */
export interface MappingSet {
  /**
   * Version of this schema (semantic versioning).
   */
  schema_version: '1.0.0' | '1.1.0' | '1.2.0';
  key: SetKey;
  /**
   * Members of the key that no source states: inferred from the shape of ids, or called unknown.
   *
   * @minItems 1
   */
  inferred?: ('framework' | 'framework_version' | 'attack_version' | 'domain')[];
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
   * How the set came to its ATT&CK version when that is not the published one, the first migration first.
   *
   * @minItems 1
   */
  migrations?: Migration[];
  coverage?: Coverage;
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
   * What the documents say of techniques beside the rows, ordered by id.
   *
   * @minItems 1
   */
  techniques?: DescribedTechnique[];
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
/**
 * What became of the rows when the set was carried from one ATT&CK release to another.
 */
export interface Migration {
  from: AttackRelease;
  to: AttackRelease;
  counts: MigrationCounts;
  /**
   * Techniques of the rows that changed, ordered by id.
   *
   * @minItems 1
   */
  techniques?: TechniqueChange[];
  /**
   * Where rows of several techniques became rows of one.
   *
   * @minItems 1
   */
  collisions?: Collision[];
  /**
   * Rows that have no place in the target release, as they were.
   *
   * @minItems 1
   */
  aside?: AsideRow[];
  /**
   * Ids of living techniques of the target release that the mapping's authors could not know: none of them is a gap.
   */
  not_assessed: Text[];
}
/**
 * Rows: rows + copied = out + aside.
 */
export interface MigrationCounts {
  /**
   * Rows before.
   */
  rows: number;
  /**
   * Rows after.
   */
  out: number;
  /**
   * Rows set aside.
   */
  aside: number;
  /**
   * Rows more than before, where a decision names several techniques.
   */
  copied: number;
  /**
   * Rows whose technique has its id and name still.
   */
  unchanged: number;
  /**
   * Rows that called their technique by another name.
   */
  renamed: number;
  /**
   * Rows whose technique is the same object under another id.
   */
  renumbered: number;
  /**
   * Rows whose technique was replaced by its successor.
   */
  revoked: number;
  /**
   * Rows whose technique a decision names.
   */
  decided: number;
  /**
   * Rows that name no technique.
   */
  without_technique: number;
  /**
   * Rows that collide with others.
   */
  collisions: number;
}
/**
 * A technique that is not what it was.
 */
export interface TechniqueChange {
  /**
   * ATT&CK id before.
   */
  id: string;
  /**
   * Name before, where it is known.
   */
  name?: string;
  /**
   * Rows that name it.
   */
  rows: number;
  /**
   * What happened to it; retagged: tactics or platforms changed, id and name did not.
   */
  reason:
    | 'retagged'
    | 'renamed'
    | 'renumbered'
    | 'revoked'
    | 'decided'
    | 'split'
    | 'deprecated'
    | 'no_successor'
    | 'unknown'
    | 'dropped';
  /**
   * What it became; absent when its rows are set aside.
   *
   * @minItems 1
   */
  to?: TechniqueName[];
  /**
   * The ids that its revoked-by relationships lead through, from the first to the last.
   *
   * @minItems 2
   */
  path?: Text[];
  tactics?: ListChange;
  platforms?: ListChange;
}
export interface TechniqueName {
  /**
   * ATT&CK id.
   */
  id: string;
  /**
   * Name.
   */
  name: string;
}
/**
 * Members of a list that came and went.
 */
export interface ListChange {
  /**
   * Members that the target release has.
   */
  added: Text[];
  /**
   * Members that it has no more.
   */
  removed: Text[];
}
/**
 * Rows of several techniques that became rows of one, for one capability, mapping type and score category.
 */
export interface Collision {
  /**
   * The capability.
   */
  capability_id: string;
  /**
   * The technique that they name now.
   */
  attack_object_id: string;
  /**
   * Our mapping-type id.
   */
  mapping_type?: string;
  /**
   * Score category.
   */
  score_category?: string;
  /**
   * The techniques that they named.
   *
   * @minItems 2
   */
  from: Text[];
  /**
   * The score values, when they differ: none is picked.
   *
   * @minItems 2
   */
  score_values?: Text[];
  /**
   * How many rows.
   */
  rows: number;
}
/**
 * A row that could not be carried over.
 */
export interface AsideRow {
  /**
   * split: several successors; deprecated: given up without successor; no_successor: revoked and its revoked-by relationships lead to no living technique; unknown: the target release does not know it; dropped: a decision says so.
   */
  reason: 'split' | 'deprecated' | 'no_successor' | 'unknown' | 'dropped';
  /**
   * The reason in words.
   */
  message: string;
  /**
   * Techniques that it may have become.
   *
   * @minItems 1
   */
  candidates?: TechniqueName[];
  mapping: Mapping;
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
   * The technique as each migration found it, the published one first.
   *
   * @minItems 1
   */
  migrated_from?: MigratedFrom[];
  /**
   * Techniques, as they were before the migration, whose rows of this capability, mapping type and score category now name the same technique: none was picked.
   *
   * @minItems 1
   */
  collides_with?: Text[];
  /**
   * Licence requirements that the comment states.
   *
   * @minItems 1
   */
  license_requirements?: LicenseRequirement[];
  filled?: FilledFields;
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
/**
 * The technique of a row before a migration.
 */
export interface MigratedFrom {
  /**
   * ATT&CK id as the row had it.
   */
  id: string;
  /**
   * Name as the row had it.
   */
  name?: string;
  /**
   * ATT&CK version it is of.
   */
  version: string;
  /**
   * unchanged: id and name are still good; renamed: the technique has another name than the row; renumbered: the same object has another id; revoked: replaced by its successor; decided: a decision names it.
   */
  reason: 'unchanged' | 'renamed' | 'renumbered' | 'revoked' | 'decided';
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
 * Fields of this row that its own document lacks, with the address of the document they are from.
 */
export interface FilledFields {
  [k: string]: Text;
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
/**
 * In which state each living technique of the release is: mapped, non-mappable, not assessed or not mapped. Revoked and deprecated techniques are not counted.
 */
export interface Coverage {
  /**
   * The release whose techniques are counted.
   */
  attack_version: string;
  techniques: CoverageCounts;
  rolled_up: CoverageCounts1;
  /**
   * Ids of techniques that the set says both of; they count as mapped.
   *
   * @minItems 1
   */
  mapped_and_non_mappable?: Text[];
}
/**
 * Techniques and sub-techniques, each counted.
 */
export interface CoverageCounts {
  /**
   * A capability is mapped to it.
   */
  mapped: number;
  /**
   * The framework says that no capability can be mapped to it.
   */
  non_mappable: number;
  /**
   * The mapping's authors could not know it.
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
 * Techniques only: each has the best state of its own and its sub-techniques'.
 */
export interface CoverageCounts1 {
  /**
   * A capability is mapped to it.
   */
  mapped: number;
  /**
   * The framework says that no capability can be mapped to it.
   */
  non_mappable: number;
  /**
   * The mapping's authors could not know it.
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
  description?: Description;
}
/**
 * What a capability, a group or a technique is, and where that text is from.
 */
export interface Description {
  /**
   * The description, paragraphs apart by an empty line.
   */
  text: string;
  /**
   * The links in the text.
   *
   * @minItems 1
   */
  links?: DescriptionLink[];
  /**
   * Address of the document.
   */
  source: string;
}
export interface DescriptionLink {
  /**
   * http or https address.
   */
  url: string;
  /**
   * Words of the link.
   */
  text?: string;
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
  description?: Description;
  additional?: Additional;
}
/**
 * What the documents say of a technique beside the rows.
 */
export interface DescribedTechnique {
  /**
   * ATT&CK id.
   */
  id: string;
  /**
   * Name as written.
   */
  name?: string;
  description?: Description;
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
  /**
   * enrich: it added to the set and was compared with it; absent: the set is made of it.
   */
  role?: 'enrich';
}
