/**
 * attack-mappings as a library: build pipelines, read mapping files, validate documents, migrate,
 * compare and export sets. Everything that fails throws or rejects with an AttackMappingsError.
 */
export { type DiffRequest, diff } from './commands/diff/run.ts';
export { artifactText, type Export, exportSets } from './commands/export-sets.ts';
export { type MigrationRequest, migrate } from './commands/migrate/migrate-files.ts';
export type { MigratedFile, MigrationRun } from './commands/migrate/migration-run.ts';
export type { FetchOptions } from './commands/open-inputs.ts';
export {
  type MappingFile,
  type ReadRequest,
  readMappingFile,
} from './commands/read-mapping-file.ts';
export {
  type Regeneration,
  type RegenerationRequest,
  regenerate,
} from './commands/regenerate/run.ts';
export { type BuildRequest, runBuild as build } from './commands/run-build.ts';
export { type Validation, validateValue as validate } from './commands/validate/value.ts';
export type {
  Artifact,
  AttackIndex,
  AttackView,
  ExportSet,
  Framework,
  RunEvent,
  Technique,
} from './contracts.ts';
export { AttackMappingsError, type ErrorCode } from './errors.ts';
export type { SchemaFinding } from './formats/json-schema.ts';
export type {
  ChangeReport,
  ChangeTotals,
  LayerChanges,
  PublishedRow,
  SetChanges,
} from './generated/changes.ts';
export type { Manifest, ManifestSet } from './generated/manifest.ts';
export type * from './generated/mapping-set.ts';
export type {
  Diagnostic,
  PipelineReport,
  Place,
  RunReport,
  SetReport,
} from './generated/run-report.ts';
