// Made from schemas/run-report.schema.json by "npm run types". Not for editing by hand.

/**
 * What one run did: the only document that holds durations. Written by --report and --json.
 */
export interface RunReport {
  /**
   * Version of this schema.
   */
  schema_version: '1.0.0' | '1.1.0' | '1.2.0';
  /**
   * Name and version of this project.
   */
  generator: string;
  /**
   * One entry per pipeline built.
   */
  pipelines: PipelineReport[];
  totals: RunTotals;
}
export interface PipelineReport {
  /**
   * Name of the pipeline.
   */
  pipeline: string;
  error?: ErrorReport;
  /**
   * One entry per set.
   */
  sets: SetReport[];
  /**
   * All findings, each with its place.
   */
  diagnostics: Diagnostic[];
}
/**
 * Why something failed.
 */
export interface ErrorReport {
  /**
   * Kind of failure.
   */
  code: 'config' | 'fetch' | 'parse' | 'schema' | 'expectation' | 'export';
  /**
   * The pipeline, address or file concerned.
   */
  subject: string;
  /**
   * What was expected, what was found, where, and what to do.
   */
  message: string;
  /**
   * The gate that tripped, by the name of its setting; the first one when there are several.
   */
  gate?: string;
}
export interface SetReport {
  /**
   * Folder of the set.
   */
  path: string;
  /**
   * What happened to it; stale: a gate stopped it, and its last good files stay.
   */
  status: 'built' | 'unchanged' | 'failed' | 'stale';
  /**
   * Rows.
   */
  mappings: number;
  /**
   * Diagnostics of severity warning or error.
   */
  warnings: number;
  /**
   * Files of the set.
   */
  files: number;
  /**
   * Bytes of these files.
   */
  bytes: number;
  error?: ErrorReport;
}
/**
 * One finding in the data.
 */
export interface Diagnostic {
  /**
   * How grave it is.
   */
  severity: 'error' | 'warning' | 'info';
  /**
   * Id of the rule.
   */
  rule: string;
  /**
   * Address of the document.
   */
  source: string;
  place: Place;
  /**
   * What was found and what was expected.
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
}
/**
 * Where in a document.
 */
export interface Place {
  /**
   * JSON pointer (RFC 6901).
   */
  pointer?: string;
  /**
   * Line, from 1.
   */
  line?: number;
  /**
   * Column, from 1.
   */
  column?: number;
  /**
   * Table row, from 1.
   */
  row?: number;
  /**
   * CSS selector.
   */
  selector?: string;
}
/**
 * Sums over all pipelines.
 */
export interface RunTotals {
  /**
   * Sets built or unchanged.
   */
  sets: number;
  /**
   * Sets that failed.
   */
  failed: number;
  /**
   * Sets that a gate stopped. Since 1.2.0.
   */
  stale?: number;
  /**
   * Sets that needed no work.
   */
  unchanged: number;
  /**
   * Rows.
   */
  mappings: number;
  /**
   * Warnings.
   */
  warnings: number;
  /**
   * Files.
   */
  files: number;
  /**
   * Bytes.
   */
  bytes: number;
  /**
   * Wall-clock seconds.
   */
  seconds: number;
}
