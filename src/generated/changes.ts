// Made from schemas/changes.schema.json by "npm run types". Not for editing by hand.

/**
 * What changed, ordered. renamed: its names; regrouped: its groups; described: its description or unknown fields; respelled: its id, which means the same.
 *
 * @minItems 1
 */
export type EntryKinds = ('described' | 'regrouped' | 'renamed' | 'respelled')[];
export type Text = string;
/**
 * rescored: score category or value. retyped: mapping type. moved: technique, because ATT&CK moved it. comment, references: these. renamed: name of the capability or the technique. regrouped: group of the capability. respelled: the same capability id or mapping type, written otherwise. other: status, related score, versions, unknown fields.
 */
export type RowKind =
  | 'comment'
  | 'moved'
  | 'other'
  | 'references'
  | 'regrouped'
  | 'renamed'
  | 'rescored'
  | 'respelled'
  | 'retyped';

/**
 * What changed from OLD to NEW: printed by diff --json. Who has the old sets can make the new ones of it. Rows: leave out those under removed, put new in the place of old under changed, let the wide changes hold for all other rows, put in those under added; two rows that say the same are two. Lists of entries likewise. Sets that are new or gone as a whole are named and counted, and their rows are not repeated here.
 */
export interface ChangeReport {
  /**
   * Version of this schema (semantic versioning).
   */
  schema_version: '1.0.0';
  /**
   * What OLD is, as it was named.
   */
  old: string;
  /**
   * What NEW is, as it was named.
   */
  new: string;
  totals: ReportTotals;
  /**
   * Pairs of sets that differ, also if only in spelling, ordered by new key, then by old key.
   */
  sets: SetChanges[];
  /**
   * Sets that NEW alone has and that are no new release of one that OLD has, ordered by key.
   */
  sets_added: SetSummary[];
  /**
   * Sets that OLD alone has, ordered by key.
   */
  sets_removed: SetSummary[];
  /**
   * Pairs of Navigator layers that differ, ordered by name.
   */
  layers: LayerChanges[];
  /**
   * Names of layers that NEW alone has, ordered.
   */
  layers_added: string[];
  /**
   * Names of layers that OLD alone has, ordered.
   */
  layers_removed: string[];
}
/**
 * Sums over everything that was compared.
 */
export interface ReportTotals {
  sets: DocumentCounts;
  changes: ChangeTotals;
  layers: DocumentCounts;
}
/**
 * Sets, or layers.
 */
export interface DocumentCounts {
  /**
   * Pairs that were read and compared. Where both sides have the same files, those of equal content are not read, and what they hold is not counted.
   */
  compared: number;
  /**
   * Those in which something changed; another spelling is no change.
   */
  changed: number;
  /**
   * Those that NEW alone has.
   */
  added: number;
  /**
   * Those that OLD alone has.
   */
  removed: number;
}
/**
 * Counts of what changed. A row that was rescored and has another comment counts once under changed, and under both.
 */
export interface ChangeTotals {
  capabilities: CapabilityTotals;
  techniques: TechniqueTotals;
  mappings: MappingTotals;
  capability_groups: EntryTotals;
  mapping_types: EntryTotals;
  /**
   * Fields of the metadata.
   */
  metadata: number;
  respelled: RespelledTotals;
}
/**
 * Capabilities, each counted once.
 */
export interface CapabilityTotals {
  /**
   * In NEW alone.
   */
  added: number;
  /**
   * In OLD alone.
   */
  removed: number;
  /**
   * Capabilities whose names are others, in the set or in a row that both sides have.
   */
  renamed: number;
  /**
   * The same of their groups.
   */
  regrouped: number;
  /**
   * Capabilities whose description, or a field beside it, is another.
   */
  described: number;
}
/**
 * Techniques, each counted once.
 */
export interface TechniqueTotals {
  /**
   * Techniques that a row which both sides have calls by another name.
   */
  renamed: number;
  /**
   * Techniques whose description came, went or changed.
   */
  described: number;
}
/**
 * Rows.
 */
export interface MappingTotals {
  /**
   * In NEW alone.
   */
  added: number;
  /**
   * In OLD alone.
   */
  removed: number;
  /**
   * In both, with at least one of the following changes.
   */
  changed: number;
  /**
   * Another score category or value.
   */
  rescored: number;
  /**
   * Another mapping type.
   */
  retyped: number;
  /**
   * Another technique, because ATT&CK replaced the one by the other.
   */
  moved: number;
  /**
   * Another comment.
   */
  comment: number;
  /**
   * Other references.
   */
  references: number;
  /**
   * Another status, related score, version or unknown field.
   */
  other: number;
}
/**
 * Declared entries.
 */
export interface EntryTotals {
  /**
   * Declared by NEW alone.
   */
  added: number;
  /**
   * Declared by OLD alone.
   */
  removed: number;
  /**
   * Declared in other words; another spelling is no change.
   */
  changed: number;
}
/**
 * What is only spelled otherwise. It is no change.
 */
export interface RespelledTotals {
  /**
   * Capabilities whose id is spelled otherwise: numbers of NIST controls padded or not, letter case of VERIS ids, space at the edges.
   */
  capabilities: number;
  /**
   * Mapping types, in our spelling, that are spelled otherwise.
   */
  mapping_types: number;
}
/**
 * What changed from one set to another.
 */
export interface SetChanges {
  old_key: ChangedSetKey;
  new_key: ChangedSetKey;
  /**
   * Name of the new set's mapping framework for people.
   */
  label: string;
  /**
   * True when the new set was carried to its ATT&CK version by a migration.
   */
  aligned: boolean;
  /**
   * told: ATT&CK was asked whether rows moved because it moved their technique; none: no capability has both lost and gained a row, so that none can have moved; not_told: ATT&CK was not asked, and rows that moved are among those removed and added.
   */
  moves: 'told' | 'none' | 'not_told';
  totals: ChangeTotals;
  /**
   * Fields of the publisher's metadata that differ, ordered by name.
   */
  metadata: FieldChange[];
  mapping_types: MappingTypeChanges;
  capability_groups: CapabilityGroupChanges;
  capabilities: CapabilityChanges;
  techniques: DescribedTechniqueChanges;
  mappings: MappingChanges;
}
/**
 * Key of a set, as in the canonical set.
 */
export interface ChangedSetKey {
  /**
   * Id of the mapping framework.
   */
  framework: string;
  /**
   * Version of the framework.
   */
  framework_version: string;
  /**
   * ATT&CK version as declared.
   */
  attack_version: string;
  /**
   * Technology domain.
   */
  domain: string;
}
/**
 * A field with another value; old or new is absent where the field is.
 */
export interface FieldChange {
  /**
   * Name of the field.
   */
  field: string;
  /**
   * Its value in OLD.
   */
  old?:
    | string
    | number
    | boolean
    | {
        [k: string]: unknown;
      }
    | unknown[]
    | null;
  /**
   * Its value in NEW.
   */
  new?:
    | string
    | number
    | boolean
    | {
        [k: string]: unknown;
      }
    | unknown[]
    | null;
}
/**
 * Mapping types as declared, ordered by id.
 */
export interface MappingTypeChanges {
  /**
   * Declared by NEW alone.
   */
  added: DeclaredType[];
  /**
   * Declared by OLD alone.
   */
  removed: DeclaredType[];
  /**
   * Declared by both, in other words.
   */
  changed: ChangedType[];
}
/**
 * A mapping type as declared.
 */
export interface DeclaredType {
  /**
   * Id.
   */
  id: string;
  /**
   * Name.
   */
  name?: string;
  /**
   * Description.
   */
  description?: string;
  additional?: UnknownFields;
}
/**
 * Fields that the canonical set has no name for, as they are.
 */
export interface UnknownFields {
  [k: string]: unknown;
}
export interface ChangedType {
  kinds: EntryKinds;
  old: DeclaredType;
  new: DeclaredType;
}
/**
 * Capability groups as declared, ordered by id.
 */
export interface CapabilityGroupChanges {
  /**
   * Declared by NEW alone.
   */
  added: DeclaredEntry[];
  /**
   * Declared by OLD alone.
   */
  removed: DeclaredEntry[];
  /**
   * Declared by both, in other words.
   */
  changed: ChangedEntry[];
}
/**
 * A capability group or a described technique.
 */
export interface DeclaredEntry {
  /**
   * Id.
   */
  id: string;
  /**
   * Name.
   */
  name?: string;
  description?: EntryText;
}
/**
 * A description and its links; where it is from is no part of it.
 */
export interface EntryText {
  /**
   * The description.
   */
  text: string;
  /**
   * The links in the text.
   */
  links?: EntryLink[];
}
export interface EntryLink {
  /**
   * Address.
   */
  url: string;
  /**
   * Words of the link.
   */
  text?: string;
}
/**
 * An entry on both sides.
 */
export interface ChangedEntry {
  kinds: EntryKinds;
  old: DeclaredEntry;
  new: DeclaredEntry;
}
/**
 * Capabilities that rows speak of or documents describe, ordered by identity.
 */
export interface CapabilityChanges {
  /**
   * In NEW alone.
   */
  added: CapabilityEntry[];
  /**
   * In OLD alone.
   */
  removed: CapabilityEntry[];
  /**
   * In both, and not the same.
   */
  changed: ChangedCapability[];
}
/**
 * A capability; its lists are ordered by text, so that how often rows say something is no part of it.
 */
export interface CapabilityEntry {
  /**
   * The normalised id.
   */
  identity: string;
  /**
   * The id as rows spell it.
   */
  spellings: Text[];
  /**
   * Names seen.
   */
  names: Text[];
  /**
   * Ids of its groups.
   */
  groups: Text[];
  description?: EntryText;
  additional?: UnknownFields;
}
export interface ChangedCapability {
  kinds: EntryKinds;
  old: CapabilityEntry;
  new: CapabilityEntry;
}
/**
 * What documents say of techniques beside the rows, ordered by id.
 */
export interface DescribedTechniqueChanges {
  /**
   * Described by NEW alone.
   */
  added: DeclaredEntry[];
  /**
   * Described by OLD alone.
   */
  removed: DeclaredEntry[];
  /**
   * Described by both, in other words.
   */
  changed: ChangedEntry[];
}
/**
 * Rows, ordered by identity and then by content. They are matched by their identity (capability, technique, mapping type, score category) and their content, never by their position.
 */
export interface MappingChanges {
  /**
   * What changed in all rows alike. It holds for rows that are not under removed or changed.
   */
  wide: WideChange[];
  /**
   * Rows that NEW alone has.
   */
  added: PublishedRow[];
  /**
   * Rows that OLD alone has.
   */
  removed: PublishedRow[];
  /**
   * Rows that changed beyond the wide changes.
   */
  changed: ChangedRow[];
}
/**
 * Every row with the old value, within what it is of, has the new value now. Absent old or new: the field is absent. What it is of, and the old value, are those of the old rows before any change.
 */
export interface WideChange {
  kind: RowKind;
  /**
   * Name of the field.
   */
  field:
    | 'capability_id'
    | 'capability_description'
    | 'capability_group'
    | 'mapping_type'
    | 'attack_object_name'
    | 'status'
    | 'mapping_framework_version'
    | 'attack_version';
  of?: WideScope;
  /**
   * Value in OLD.
   */
  old?: string;
  /**
   * Value in NEW.
   */
  new?: string;
  /**
   * Rows that both sides have and in which it changed, those under changed too.
   */
  rows: number;
}
/**
 * Rows that have this in OLD; absent: all rows.
 */
export interface WideScope {
  /**
   * Id of the capability, spelled so.
   */
  capability_id?: string;
  /**
   * ATT&CK id of the technique.
   */
  attack_object_id?: string;
}
/**
 * The publisher's fields of a row, as in the canonical set.
 */
export interface PublishedRow {
  /**
   * Id of the capability.
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
   * ATT&CK id of the technique.
   */
  attack_object_id?: string;
  /**
   * Name of the technique.
   */
  attack_object_name?: string;
  /**
   * Score category.
   */
  score_category?: string;
  /**
   * Score value.
   */
  score_value?: string;
  /**
   * Id of the parent technique whose score it belongs to.
   */
  related_score?: string;
  /**
   * The analyst's rationale.
   */
  comments?: string;
  /**
   * References.
   *
   * @minItems 1
   */
  references?: Text[];
  /**
   * complete or non_mappable.
   */
  status?: string;
  /**
   * Row-level framework version.
   */
  mapping_framework_version?: string;
  /**
   * Row-level ATT&CK version.
   */
  attack_version?: string;
  additional?: UnknownFields;
}
/**
 * One row on both sides, each whole.
 */
export interface ChangedRow {
  /**
   * What changed beyond the wide changes, ordered.
   *
   * @minItems 1
   */
  kinds: RowKind[];
  old: PublishedRow;
  new: PublishedRow;
}
/**
 * A set that one side alone has.
 */
export interface SetSummary {
  key: ChangedSetKey;
  /**
   * Name of the mapping framework for people.
   */
  label: string;
  /**
   * True for a set that was carried to its ATT&CK version by a migration.
   */
  aligned: boolean;
  /**
   * Capabilities of the set.
   */
  capabilities: number;
  /**
   * Rows of the set.
   */
  mappings: number;
}
/**
 * What changed from one Navigator layer to another, both in the terms of format 4.5.
 */
export interface LayerChanges {
  /**
   * Name of the layer in OLD.
   */
  old_name: string;
  /**
   * Name of the layer in NEW.
   */
  new_name: string;
  /**
   * Domain of the new layer: enterprise, mobile or ics.
   */
  domain: string;
  totals: LayerTotals;
  /**
   * Members of the layer, beside its techniques, that differ, ordered by name. One that no format knows is named by its JSON pointer, without the first slash.
   */
  members: FieldChange[];
  techniques: LayerEntryChanges;
}
/**
 * Entries of the layer; one can count under several kinds, and counts once under changed.
 */
export interface LayerTotals {
  /**
   * In NEW alone.
   */
  added: number;
  /**
   * In OLD alone.
   */
  removed: number;
  /**
   * In both, with at least one of the following changes.
   */
  changed: number;
  /**
   * A higher score, or one where there was none.
   */
  raised: number;
  /**
   * A lower score, or none where there was one.
   */
  lowered: number;
  /**
   * Another colour of its own.
   */
  recoloured: number;
  /**
   * Another comment.
   */
  comment: number;
  /**
   * Other metadata or links.
   */
  metadata: number;
  /**
   * Switched on or off.
   */
  enabled: number;
  /**
   * Sub-techniques shown or hidden, or other members that no format knows.
   */
  other: number;
  /**
   * Members of the layer itself.
   */
  members: number;
}
/**
 * Entries, ordered by technique and tactic. Of several entries for one technique and tactic the last counts, as in the Navigator.
 */
export interface LayerEntryChanges {
  /**
   * In NEW alone.
   */
  added: AnnotatedTechnique[];
  /**
   * In OLD alone.
   */
  removed: AnnotatedTechnique[];
  /**
   * In both.
   */
  changed: ChangedAnnotation[];
}
/**
 * An entry of a layer.
 */
export interface AnnotatedTechnique {
  /**
   * ATT&CK id.
   */
  techniqueID: string;
  /**
   * Shortname of the tactic; absent: under all.
   */
  tactic?: string;
  /**
   * Score.
   */
  score?: number;
  /**
   * Colour.
   */
  color?: string;
  /**
   * Comment.
   */
  comment?: string;
  /**
   * False when switched off.
   */
  enabled?: boolean;
  /**
   * True when opened.
   */
  showSubtechniques?: boolean;
  /**
   * Metadata.
   */
  metadata?: unknown[];
  /**
   * Links.
   */
  links?: unknown[];
  additional?: UnknownMembers;
}
/**
 * Members that no layer format knows, by their JSON pointers in the entry, without the first slash.
 */
export interface UnknownMembers {
  [k: string]: unknown;
}
export interface ChangedAnnotation {
  /**
   * What changed, ordered.
   *
   * @minItems 1
   */
  kinds: ('comment' | 'enabled' | 'lowered' | 'metadata' | 'other' | 'raised' | 'recoloured')[];
  old: AnnotatedTechnique;
  new: AnnotatedTechnique;
}
