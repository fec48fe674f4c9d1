import type { ErrorReport, RunReport } from '../generated/run-report.ts';
import { compareText } from '../model/compare.ts';
import { groupDigits, textTable } from './table.ts';

const HEADER = ['set', 'status', 'mappings', 'warnings', 'files', 'bytes'];

/** The closing table of a build, with what failed and which findings there are. */
export function buildSummary(report: RunReport): string {
  const sets = report.pipelines.flatMap((pipeline) =>
    pipeline.sets.map((set) => ({ ...set, path: `${pipeline.pipeline}/${set.path}` })),
  );
  const rows = sets.map((set) => [
    set.path,
    set.status,
    ...[set.mappings, set.warnings, set.files, set.bytes].map(groupDigits),
  ]);
  const { totals } = report;
  const sums = [totals.mappings, totals.warnings, totals.files, totals.bytes].map(groupDigits);
  const total = [`${totals.sets} sets`, `${totals.seconds.toFixed(2)} s`, ...sums];
  return [textTable(HEADER, [...rows, total]), ...findings(report), ...failures(report)].join('\n');
}

function findings(report: RunReport): string[] {
  const counts = new Map<string, number>();
  for (const { diagnostics } of report.pipelines) {
    for (const { rule } of diagnostics) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const list = [...counts]
    .sort(([a], [b]) => compareText(a, b))
    .map(([rule, count]) => `${rule} ${count}`);
  return [
    '',
    `findings, of all severities: ${list.join(', ')}`,
    'Each with its place: --report FILE',
  ];
}

function failures(report: RunReport): string[] {
  const errors = report.pipelines.flatMap(({ pipeline, error, sets }) => [
    ...(error ? [{ where: pipeline, error }] : []),
    ...sets.flatMap((set) =>
      set.error ? [{ where: `${pipeline}/${set.path}`, error: set.error }] : [],
    ),
  ]);
  const failed = errors.filter(({ error }) => error.gate === undefined);
  const stopped = errors.filter(({ error }) => error.gate !== undefined);
  return [
    ...listed(failed, 'failed; the last good files of a set that failed stay:'),
    ...listed(stopped, 'stopped by gates; the last good files stay:'),
  ];
}

function listed(
  errors: readonly { readonly where: string; readonly error: ErrorReport }[],
  title: string,
): string[] {
  if (errors.length === 0) return [];
  const lines = errors.map(
    ({ where, error }) => `${where}: ${error.code} error: ${error.subject}: ${error.message}`,
  );
  return ['', `${errors.length} ${title}`, ...lines];
}
