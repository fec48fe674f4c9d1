// Made from schemas/review.schema.json by "npm run types". Not for editing by hand.

/**
 * Rows that a migration cannot decide by itself, to be filled in and given back with --decisions. Also what decisions.json remembers.
 */
export interface Review {
  /**
   * Version of this schema.
   */
  schema_version: '1.0.0';
  /**
   * The ATT&CK version of the migration.
   */
  to: string;
  /**
   * One entry for each row of a set, or technique of a layer; equal rows share one.
   */
  rows: ReviewRow[];
}
export interface ReviewRow {
  /**
   * Path of the set, or of the layer's file.
   */
  set: string;
  /**
   * Stands for the row: a hash of what it says.
   */
  row: string;
  /**
   * Empty: undecided; drop: set it aside for good; keep: leave a collision as it is; or one or more ids of living techniques of the target version, apart by spaces, that the row is of.
   */
  decision: string;
  /**
   * Why it needs a decision.
   */
  reason?: 'split' | 'deprecated' | 'no_successor' | 'unknown' | 'other_domain' | 'collision';
  /**
   * The reason in words.
   */
  message?: string;
  /**
   * Techniques to choose from, as id and name.
   */
  candidates?: string[];
  /**
   * How many equal rows there are.
   */
  count?: number;
  /**
   * The row's capability.
   */
  capability_id?: string;
  /**
   * The row's technique.
   */
  attack_object_id?: string;
  /**
   * Its name.
   */
  attack_object_name?: string;
  /**
   * The row's mapping type.
   */
  mapping_type?: string;
  /**
   * The row's score category.
   */
  score_category?: string;
  /**
   * The row's score value, or the score in a layer.
   */
  score_value?: string;
  /**
   * The row's comment.
   */
  comments?: string;
}
