import type { AttackMappingsError } from '../errors.ts';
import type { ErrorReport, SetReport } from '../generated/run-report.ts';
import type { SetOutcome } from './build-family.ts';

/** What the run report says of one set. */
export function setReport(outcome: SetOutcome, unchanged: boolean): SetReport {
  const { path } = outcome.plan;
  if ('error' in outcome) {
    const nothing = { mappings: 0, warnings: 0, files: 0, bytes: 0 };
    const status = outcome.error.gate ? 'stale' : 'failed';
    return { path, status, ...nothing, error: errorReport(outcome.error) };
  }
  const { outputs, counts } = outcome.entry;
  return {
    path,
    status: unchanged ? 'unchanged' : 'built',
    mappings: counts.mappings,
    warnings: outcome.diagnostics.filter(({ severity }) => severity !== 'info').length,
    files: outputs.length,
    bytes: outputs.reduce((sum, file) => sum + file.bytes, 0),
  };
}

export function errorReport({ code, subject, message, gate }: AttackMappingsError): ErrorReport {
  return { code, subject, message, ...(gate ? { gate: gate.name } : {}) };
}
