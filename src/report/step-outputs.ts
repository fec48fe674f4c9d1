import { errorsOf, type JobFacts } from './job-summary.ts';

/** Files that a run wrote, as they were named. */
export interface JobFiles {
  readonly report?: string;
  readonly changes?: string;
  readonly sarif?: string;
}

/** The outputs of a step that runs a scheduled job, as docs/regenerate.md lists them. */
export function stepOutputs(facts: JobFacts, files: JobFiles = {}): Record<string, string> {
  const { report, changed, title = '', files: touched = 0, pullRequest = '' } = facts;
  const rows = facts.mappings ?? { added: 0, removed: 0, changed: 0 };
  const { sets, unchanged, failed, stale = 0, mappings, warnings } = report.totals;
  // One gate can stop a set, its aligned twin and the files over all frameworks.
  const gates = new Set(errorsOf(report).gates.map(({ name }) => name)).size;
  const counts = {
    files: touched,
    'mappings-added': rows.added,
    'mappings-removed': rows.removed,
    'mappings-changed': rows.changed,
    ...{ sets, unchanged, failed, stale, mappings, warnings, gates },
  };
  return {
    changed: String(changed),
    title,
    ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)])),
    report: files.report ?? '',
    changes: files.changes ?? '',
    sarif: files.sarif ?? '',
    'pull-request': pullRequest,
  };
}
