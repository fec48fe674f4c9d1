import type { ErrorReport, RunReport } from '../generated/run-report.ts';
import { compareText } from '../model/compare.ts';
import { counted } from '../model/text.ts';
import { codeMarkdown, escapeMarkdown } from './markdown-escape.ts';
import { markdownTable } from './markdown-table.ts';
import { groupDigits } from './table.ts';

/** What a scheduled job says of its run. */
export interface JobFacts {
  readonly report: RunReport;
  /** Whether any artefact changed. */
  readonly changed: boolean;
  /** What changed in one line. */
  readonly title?: string;
  /** Files that came, went or changed. */
  readonly files?: number;
  /** Rows by what became of them. */
  readonly mappings?: {
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
  };
  /** Steps of the run with their seconds, in order. */
  readonly durations?: readonly { readonly step: string; readonly seconds: number }[];
  /** Address of the pull request. */
  readonly pullRequest?: string;
  /** What went wrong beside the sets, as that nothing was published. */
  readonly troubles?: readonly string[];
}

/** The step summary of a run, in Markdown. Whatever comes from data is escaped. */
export function jobSummary(facts: JobFacts): string {
  const { report, changed, pullRequest, troubles = [] } = facts;
  const { gates, failures } = errorsOf(report);
  const parts = [
    ['## Mappings', '', totals(report)],
    [changed ? 'Artefacts changed.' : 'No artefact changed.'],
    troubles.map((trouble) => `Went wrong: ${escapeMarkdown(trouble, 2000)}`),
    isAddress(pullRequest) ? [`Pull request: <${pullRequest}>`] : [],
    errorTable('Gates that tripped: the last good files stay', 'gate', gates),
    errorTable('Failed', 'kind', failures),
    setTable(report),
    warnings(report),
    durations(facts),
  ];
  const shown = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

function isAddress(text: string | undefined): boolean {
  return text !== undefined && /^https?:\/\/[^\s<>]+$/.test(text);
}

function totals({ totals: run }: RunReport): string {
  const { sets, unchanged, failed, stale = 0 } = run;
  const states = [
    `${sets - unchanged} built`,
    `${unchanged} unchanged`,
    `${failed} failed`,
    `${stale} stale`,
  ];
  const counts = (['mappings', 'warnings', 'files'] as const).map(
    (name) => `${name}: ${groupDigits(run[name])}`,
  );
  return `${counted(sets + failed + stale, 'set')} in ${run.seconds.toFixed(1)} s: ${states.join(', ')}; ${counts.join(', ')}.`;
}

interface Problem {
  /** The gate, or the kind of error. */
  readonly name: string;
  /** The pipeline, or pipeline and set. */
  readonly where: string;
  readonly why: string;
}

export function errorsOf({ pipelines }: RunReport): { gates: Problem[]; failures: Problem[] } {
  const gates: Problem[] = [];
  const failures: Problem[] = [];
  const add = (where: string, { gate, code, subject, message }: ErrorReport) => {
    if (gate === undefined) failures.push({ name: code, where, why: `${subject}: ${message}` });
    else gates.push({ name: gate, where, why: message });
  };
  for (const { pipeline, error, sets } of pipelines) {
    if (error) add(pipeline, error);
    for (const set of sets) if (set.error) add(`${pipeline}/${set.path}`, set.error);
  }
  return { gates, failures };
}

function errorTable(title: string, column: string, problems: readonly Problem[]): string[] {
  const rows = problems.map(({ name, where, why }) => [
    codeMarkdown(name),
    codeMarkdown(where),
    escapeMarkdown(why, 1000),
  ]);
  return section(title, [column, 'where', 'why'], rows);
}

/** Those that were built: what did not change is counted, what failed is in a table of its own. */
function setTable({ pipelines }: RunReport): string[] {
  const rows = pipelines.flatMap(({ pipeline, sets }) =>
    sets
      .filter(({ status }) => status === 'built')
      .map((set) => [
        codeMarkdown(`${pipeline}/${set.path}`),
        ...[set.mappings, set.warnings, set.files],
      ]),
  );
  return section('Built', ['set', 'rows', 'warnings', 'files'], rows);
}

/** By rule: findings of severity warning or error, as the totals count them. */
function warnings({ pipelines }: RunReport): string[] {
  const counts = new Map<string, number>();
  for (const { rule, severity } of pipelines.flatMap(({ diagnostics }) => diagnostics)) {
    if (severity !== 'info') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  const ordered = [...counts].sort(([a], [b]) => compareText(a, b));
  const rows = ordered.map(([rule, count]) => [codeMarkdown(rule), count]);
  return section('Warnings', ['rule', 'findings'], rows);
}

function durations({ durations: steps = [] }: JobFacts): string[] {
  const rows = steps.map(({ step, seconds }) => [escapeMarkdown(step), seconds.toFixed(1)]);
  return section('Durations', ['step', 'seconds'], rows);
}

function section(
  title: string,
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string[] {
  return rows.length === 0 ? [] : [`### ${title}`, '', ...markdownTable(header, rows)];
}
