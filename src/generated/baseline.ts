// Made from schemas/baseline.schema.json by "npm run types". Not for editing by hand.

/**
 * Findings that are known, so that they do not hide new ones: written by validate --write-baseline.
 */
export interface Baseline {
  /**
   * Version of this schema.
   */
  schema_version: '1.0.0';
  /**
   * Known findings by the path of their file, from the folder of the baseline, parts apart by slashes.
   */
  files: {
    [k: string]: KnownFinding[];
  };
}
export interface KnownFinding {
  /**
   * Stands for the finding: a hash of its rule and words, and of its number among equal ones of the file.
   */
  fingerprint: string;
  /**
   * Name of the rule; for people.
   */
  rule: string;
  /**
   * What was found; for people.
   */
  message: string;
}
