import type { RunReport } from '../generated/run-report.ts';
import { compareText } from '../model/compare.ts';
import { counted } from '../model/text.ts';
import { code, markdownTable } from './markdown.ts';
import { groupDigits } from './table.ts';

/** A drift gate that tripped, in words. */
export interface TrippedGate {
  /** As max_shrinkage. */
  readonly gate: string;
  /** The pipeline or set. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
  /** True when the run was told to let it through. */
  readonly accepted: boolean;
}

/** What a scheduled job says of its run. */
export interface JobFacts {
  readonly report: RunReport;
  /** Whether any artefact changed. */
  readonly changed: boolean;
  /** Sets, as pipeline/path, whose files are those of an earlier run. */
  readonly stale?: readonly string[];
  readonly gates?: readonly TrippedGate[];
  /** Steps of the run with their seconds, in order. */
  readonly durations?: readonly { readonly step: string; readonly seconds: number }[];
  /** Address of the pull request. */
  readonly pullRequest?: string;
}

/** The step summary of a run, in Markdown. Everything that comes from data is in code spans. */
export function jobSummary(facts: JobFacts): string {
  const { report, pullRequest, changed } = facts;
  const parts = [
    ['## Mappings', '', totals(facts)],
    [changed ? 'Artefacts changed.' : 'No artefact changed.'],
    pullRequest !== undefined && /^https?:\/\/[^\s<>]+$/.test(pullRequest)
      ? [`Pull request: <${pullRequest}>`]
      : [],
    gateTable(facts.gates ?? []),
    failures(report),
    section(
      'Stale: files of an earlier run',
      (facts.stale ?? []).map((set) => `- ${code(set)}`),
    ),
    setTable(report),
    warnings(report),
    durations(facts),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function totals({ report, stale = [] }: JobFacts): string {
  const { sets, unchanged, failed, mappings, warnings: warned, files, seconds } = report.totals;
  const states = [
    `${sets - unchanged} built`,
    `${unchanged} unchanged`,
    `${failed} failed`,
    `${stale.length} stale`,
  ];
  return `${counted(sets + failed, 'set')} in ${seconds.toFixed(1)} s: ${states.join(', ')}. Rows: ${groupDigits(mappings)}, warnings: ${groupDigits(warned)}, files: ${groupDigits(files)}.`;
}

function gateTable(gates: readonly TrippedGate[]): string[] {
  if (gates.length === 0) return [];
  const rows = gates.map(({ gate, subject, expected, found, accepted }) => [
    ...[gate, subject, expected, found].map((cell) => code(cell)),
    accepted ? 'yes' : 'no',
  ]);
  const table = markdownTable(['gate', 'where', 'expected', 'found', 'accepted'], rows);
  return section('Gates that tripped', table);
}

function failures({ pipelines }: RunReport): string[] {
  const rows = pipelines.flatMap(({ pipeline, error, sets }) => [
    ...(error ? [{ where: pipeline, error }] : []),
    ...sets.flatMap(({ path, error: failed }) =>
      failed ? [{ where: `${pipeline}/${path}`, error: failed }] : [],
    ),
  ]);
  if (rows.length === 0) return [];
  const cells = rows.map(({ where, error }) => [
    code(where),
    error.code,
    code(`${error.subject}: ${error.message}`, 500),
  ]);
  return section('Failed', markdownTable(['where', 'kind', 'why'], cells));
}

/** Those that were built: what did not change, and what failed, is counted and listed elsewhere. */
function setTable({ pipelines }: RunReport): string[] {
  const rows = pipelines.flatMap(({ pipeline, sets }) =>
    sets
      .filter(({ status }) => status === 'built')
      .map(({ path, mappings, warnings: warned, files }) => [
        code(`${pipeline}/${path}`),
        ...[mappings, warned, files],
      ]),
  );
  if (rows.length === 0) return [];
  return section('Built', markdownTable(['set', 'rows', 'warnings', 'files'], rows));
}

/** By rule: findings of severity warning or error, as the totals count them. */
function warnings({ pipelines }: RunReport): string[] {
  const counts = new Map<string, number>();
  for (const { rule, severity } of pipelines.flatMap(({ diagnostics }) => diagnostics)) {
    if (severity !== 'info') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const rows = [...counts]
    .sort(([a], [b]) => compareText(a, b))
    .map(([rule, count]) => [code(rule), count]);
  return section('Warnings', markdownTable(['rule', 'findings'], rows));
}

function durations({ durations: steps = [] }: JobFacts): string[] {
  if (steps.length === 0) return [];
  const rows = steps.map(({ step, seconds }) => [code(step), seconds.toFixed(1)]);
  return section('Durations', markdownTable(['step', 'seconds'], rows));
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`### ${title}`, '', ...lines];
}
