// Made from schemas/regeneration.schema.json by "npm run types". Not for editing by hand.

/**
 * What a regeneration did: printed by regenerate --json.
 */
export interface RegenerationReport {
  /**
   * Version of this schema.
   */
  schema_version: '1.0.0';
  /**
   * True when mappings changed, or files for another reason than that ids are spelled otherwise.
   */
  changed: boolean;
  /**
   * What changed, in one line.
   */
  title: string;
  /**
   * Files that came, went or changed.
   */
  files: number;
  /**
   * What went wrong beside the sets, as that nothing could be pushed.
   */
  troubles: string[];
  published?: PublishedBranch;
  changes: Changes;
  run: Run;
}
/**
 * What became of the branch; absent when nothing was to be published.
 */
export interface PublishedBranch {
  /**
   * unchanged: nothing to push; pushed: the branch has a new commit; refused: others changed the same files there.
   */
  status: 'unchanged' | 'pushed' | 'refused';
  /**
   * The commit that the branch is at, where it holds what was to be published.
   */
  commit?: string;
  /**
   * Why it was refused.
   */
  reason?: string;
  /**
   * Files that differ from the commit that is checked out.
   */
  files: number;
  /**
   * Address of the pull request.
   */
  pull_request?: string;
}
/**
 * What changed: a change report, see changes.schema.json.
 */
export interface Changes {
  [k: string]: unknown;
}
/**
 * What was built: a run report, see run-report.schema.json.
 */
export interface Run {
  [k: string]: unknown;
}
