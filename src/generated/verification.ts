// Made from schemas/verification.schema.json by "npm run types". Not for editing by hand.

/**
 * Whether files are as their manifests say: printed by verify --json.
 */
export interface VerificationReport {
  /**
   * Version of this schema.
   */
  schema_version: '1.0.0';
  /**
   * Name and version of this project.
   */
  generator: string;
  /**
   * One entry for each folder with a manifest, ordered by path; and one for a folder that has such folders and something else in it, before them.
   */
  folders: VerifiedFolder[];
  totals: VerificationTotals;
}
export interface VerifiedFolder {
  /**
   * The folder as it was given, or below the one that was; parts apart by slashes.
   */
  path: string;
  /**
   * File names of the manifests that could be read, ordered.
   */
  manifests: string[];
  /**
   * Files that were hashed.
   */
  files: number;
  /**
   * Their bytes.
   */
  bytes: number;
  /**
   * Ordered by path; empty when all is as it should be.
   */
  findings: VerificationFinding[];
}
export interface VerificationFinding {
  /**
   * changed: other bytes than the manifest says, or no plain file; missing: listed and not there; unexpected: there and not listed, or a folder without a manifest beside those that have one; outside: a listed path that leaves the folder, which is not looked at; broken: a manifest that cannot be read.
   */
  kind: 'changed' | 'missing' | 'unexpected' | 'outside' | 'broken';
  /**
   * Path below the folder.
   */
  path: string;
  /**
   * File name of the manifest that says so; empty for what no manifest lists.
   */
  manifest: string;
  /**
   * What was expected and what was found.
   */
  message: string;
}
/**
 * Sums over all folders.
 */
export interface VerificationTotals {
  /**
   * Folders with a manifest.
   */
  folders: number;
  /**
   * Manifests that could be read.
   */
  manifests: number;
  /**
   * Files that were hashed.
   */
  files: number;
  /**
   * Their bytes.
   */
  bytes: number;
  /**
   * Findings of this kind.
   */
  changed: number;
  /**
   * The same.
   */
  missing: number;
  /**
   * The same.
   */
  unexpected: number;
  /**
   * The same.
   */
  outside: number;
  /**
   * The same.
   */
  broken: number;
}
