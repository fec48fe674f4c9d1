// Made from schemas/run-report.schema.json by "npm run types". Not for editing by hand.

/**
 * What one run did: the only document that holds durations. Written by --report and --json.
 */
export interface RunReport {
  /**
   * Version of this schema.
   */
  schema_version: '1.0.0';
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
}
export interface SetReport {
  /**
   * Folder of the set.
   */
  path: string;
  /**
   * What happened to it.
   */
  status: 'built' | 'unchanged' | 'failed';
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

export const runReportSchema: object = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:attack-mappings:schema:run-report","title":"RunReport","description":"What one run did: the only document that holds durations. Written by --report and --json.","type":"object","additionalProperties":false,"required":["schema_version","generator","pipelines","totals"],"properties":{"schema_version":{"description":"Version of this schema.","const":"1.0.0"},"generator":{"description":"Name and version of this project.","type":"string"},"pipelines":{"description":"One entry per pipeline built.","type":"array","items":{"title":"PipelineReport","type":"object","additionalProperties":false,"required":["pipeline","sets","diagnostics"],"properties":{"pipeline":{"description":"Name of the pipeline.","type":"string"},"error":{"$ref":"#/$defs/ErrorReport"},"sets":{"description":"One entry per set.","type":"array","items":{"title":"SetReport","type":"object","additionalProperties":false,"required":["path","status","mappings","warnings","files","bytes"],"properties":{"path":{"description":"Folder of the set.","type":"string"},"status":{"description":"What happened to it.","enum":["built","unchanged","failed"]},"mappings":{"description":"Rows.","type":"integer"},"warnings":{"description":"Diagnostics of severity warning or error.","type":"integer"},"files":{"description":"Files of the set.","type":"integer"},"bytes":{"description":"Bytes of these files.","type":"integer"},"error":{"$ref":"#/$defs/ErrorReport"}}}},"diagnostics":{"description":"All findings, each with its place.","type":"array","items":{"$ref":"#/$defs/Diagnostic"}}}}},"totals":{"title":"RunTotals","description":"Sums over all pipelines.","type":"object","additionalProperties":false,"required":["sets","failed","unchanged","mappings","warnings","files","bytes","seconds"],"properties":{"sets":{"description":"Sets built or unchanged.","type":"integer"},"failed":{"description":"Sets that failed.","type":"integer"},"unchanged":{"description":"Sets that needed no work.","type":"integer"},"mappings":{"description":"Rows.","type":"integer"},"warnings":{"description":"Warnings.","type":"integer"},"files":{"description":"Files.","type":"integer"},"bytes":{"description":"Bytes.","type":"integer"},"seconds":{"description":"Wall-clock seconds.","type":"number"}}}},"$defs":{"ErrorReport":{"title":"ErrorReport","description":"Why something failed.","type":"object","additionalProperties":false,"required":["code","subject","message"],"properties":{"code":{"description":"Kind of failure.","enum":["config","fetch","parse","schema","expectation","export"]},"subject":{"description":"The pipeline, address or file concerned.","type":"string"},"message":{"description":"What was expected, what was found, where, and what to do.","type":"string"}}},"Place":{"title":"Place","description":"Where in a document.","type":"object","additionalProperties":false,"minProperties":1,"properties":{"pointer":{"description":"JSON pointer (RFC 6901).","type":"string"},"line":{"description":"Line, from 1.","type":"integer"},"column":{"description":"Column, from 1.","type":"integer"},"row":{"description":"Table row, from 1.","type":"integer"},"selector":{"description":"CSS selector.","type":"string"}}},"Diagnostic":{"title":"Diagnostic","description":"One finding in the data.","type":"object","additionalProperties":false,"required":["severity","rule","source","place","message"],"properties":{"severity":{"description":"How grave it is.","enum":["error","warning","info"]},"rule":{"description":"Id of the rule.","type":"string"},"source":{"description":"Address of the document.","type":"string"},"place":{"$ref":"#/$defs/Place"},"message":{"description":"What was found and what was expected.","type":"string"},"suggestion":{"description":"What to do about it.","type":"string"}}}}};
