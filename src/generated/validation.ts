// Made from schemas/validation.schema.json by "npm run types". Not for editing by hand.

/**
 * How grave it is.
 */
export type Severity = 'error' | 'warning' | 'info';

/**
 * What validate found: printed by validate --json.
 */
export interface ValidationReport {
  /**
   * Version of this schema.
   */
  schema_version: '1.0.0';
  /**
   * Name and version of this project.
   */
  generator: string;
  /**
   * One entry for each file, also for those without findings.
   */
  files: ValidatedFile[];
  /**
   * One entry for each rule that something was found or fixed of, by name.
   */
  rules: RuleCounts[];
  totals: ValidationTotals;
}
export interface ValidatedFile {
  /**
   * The path as it was given, or below the folder that was; parts apart by slashes.
   */
  path: string;
  /**
   * What it is; absent when it is nothing that is known.
   */
  kind?: string;
  /**
   * In the order of the file; without those that the baseline holds.
   */
  findings: Finding[];
  /**
   * How many findings the baseline holds.
   */
  known: number;
  /**
   * Entries of the baseline that were not found again.
   */
  gone?: GoneFinding[];
  /**
   * What --fix did, or would do with --dry-run.
   */
  fixes?: Fix[];
}
export interface Finding {
  severity: Severity;
  /**
   * Name of the rule.
   */
  rule: string;
  place: FoundAt;
  /**
   * What was found, what was expected, what to do.
   */
  message: string;
  /**
   * The value found.
   */
  found?: string;
  /**
   * What was expected in its place.
   */
  expected?: string;
  /**
   * What to do about it.
   */
  suggestion?: string;
  /**
   * Other places that it is about.
   */
  related?: FoundAt[];
  /**
   * True when --fix takes care of it.
   */
  fixable?: true;
  /**
   * Stands for the finding wherever it moves within its file.
   */
  fingerprint: string;
}
/**
 * Where in the file.
 */
export interface FoundAt {
  /**
   * JSON pointer (RFC 6901) of what it is about, also when that is missing.
   */
  pointer: string;
  /**
   * Line, from 1, of the value or of its nearest ancestor that is there.
   */
  line: number;
  /**
   * Its column, from 1, in UTF-16 code units.
   */
  column: number;
  end?: Position;
}
/**
 * The position after its end.
 */
export interface Position {
  /**
   * Line, from 1.
   */
  line: number;
  /**
   * Column, from 1, in UTF-16 code units.
   */
  column: number;
}
export interface GoneFinding {
  /**
   * Fingerprint of the finding.
   */
  fingerprint: string;
  /**
   * Name of the rule.
   */
  rule: string;
  /**
   * What was found.
   */
  message: string;
}
export interface Fix {
  /**
   * Name of the rule.
   */
  rule: string;
  place: FoundAt;
  /**
   * What was found.
   */
  message: string;
  /**
   * What was put in the place of what.
   */
  edits?: FixEdit[];
}
export interface FixEdit {
  /**
   * JSON pointer of what gave way.
   */
  pointer: string;
  /**
   * What is there now: nothing, a value, or several elements of a list.
   */
  values: unknown[];
}
export interface RuleCounts {
  /**
   * Name of the rule.
   */
  rule: string;
  /**
   * Findings of this severity that are not in the baseline.
   */
  error: number;
  /**
   * The same.
   */
  warning: number;
  /**
   * The same.
   */
  info: number;
  /**
   * Findings that the baseline holds.
   */
  known: number;
  /**
   * Findings that --fix took care of, or would with --dry-run.
   */
  fixed: number;
}
/**
 * Sums over all files.
 */
export interface ValidationTotals {
  /**
   * Files looked at.
   */
  files: number;
  /**
   * Findings of this severity that are not in the baseline.
   */
  error: number;
  /**
   * The same.
   */
  warning: number;
  /**
   * The same.
   */
  info: number;
  /**
   * Findings that the baseline holds.
   */
  known: number;
  /**
   * Entries of the baseline that were not found again.
   */
  gone: number;
  /**
   * Findings that --fix took care of, or would with --dry-run.
   */
  fixed: number;
}
