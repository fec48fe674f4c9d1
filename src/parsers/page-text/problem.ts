import type { Diagnostic } from '../../generated/run-report.ts';

/** A finding on its way: a diagnostic that has a line, from 1, and no address yet. */
export interface Problem {
  readonly severity: Diagnostic['severity'];
  readonly rule: string;
  readonly line: number;
  readonly message: string;
  readonly suggestion?: string;
}
