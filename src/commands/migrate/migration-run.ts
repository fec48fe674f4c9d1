import type { Artifact, Report } from '../../contracts.ts';
import type { AttackMappingsError } from '../../errors.ts';
import type { Migration } from '../../generated/mapping-set.ts';
import type { ReviewRow } from '../../generated/review.ts';
import type { Diagnostic } from '../../generated/run-report.ts';
import type { Decisions } from '../../migration/decision.ts';
import type { LayerMigrationReport } from '../../migration/layer-report.ts';
import type { AttackLibrary } from '../../pipeline/attack-library.ts';
import type { ReadRequest } from '../read-mapping-file.ts';

/** What became of one set, or of one layer. */
export interface MigratedFile {
  readonly file: string;
  readonly kind: 'set' | 'layer';
  /** How reviews and decisions name it. */
  readonly path: string;
  /** The ATT&CK version it is of; absent for a layer that names none. */
  readonly from?: string;
  /** Rows of a set, entries of a layer. */
  readonly size: number;
  /** Of a set, unless it is of that version already. */
  readonly migration?: Migration;
  readonly layer?: LayerMigrationReport;
  readonly review: readonly ReviewRow[];
}

export interface MigrationRun {
  /** The ATT&CK version that everything was carried to. */
  readonly to: string;
  readonly files: readonly MigratedFile[];
  /** Files that could not be migrated; nothing is written for them. */
  readonly failures: readonly { readonly file: string; readonly error: AttackMappingsError }[];
  /** JSON files below a folder that are neither mapping sets nor layers, or were made by migrating. */
  readonly skipped: readonly string[];
  /** Undecided rows of sets and layers of earlier runs, which stay in the review of the folder. */
  readonly waiting: number;
  readonly diagnostics: readonly Diagnostic[];
  /** What was made, or would be. Of a run that wrote, paths alone. */
  readonly outputs: readonly string[];
  /** Texts of what was made, where nothing was written. */
  readonly artifacts: readonly Artifact[];
}

/** What the files of one run share. */
export interface MigrationContext {
  readonly request: ReadRequest;
  readonly library: AttackLibrary;
  readonly version: string;
  /** Folder of everything that is made, as `aligned-18.1`. */
  readonly folder: string;
  readonly decisions: Decisions;
  readonly report: Report;
}
