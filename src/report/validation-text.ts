import type { Fix, ValidationReport } from '../generated/validation.ts';
import { shorten } from '../model/text.ts';
import type { CheckedFile, FileFinding } from './checked-file.ts';
import { groupDigits, textTable } from './table.ts';

export interface TextOptions {
  /** Findings of one rule that are shown of one file. */
  readonly most: number;
  /** True when nothing was written. */
  readonly isDryRun: boolean;
}

/** Longest piece of a finding: most are far shorter. */
const LONGEST = 400;
const LONGEST_PATH = 4096;

/** Findings with the lines that they are in, a table of counts, and a closing line. */
export function* validationText(
  files: readonly CheckedFile[],
  report: ValidationReport,
  options: TextOptions,
): Generator<string> {
  for (const entry of files) {
    // Names of files can hold anything.
    const file = { ...entry, path: shorten(entry.path, LONGEST_PATH) };
    yield* fixed(file, options);
    yield* found(file, options);
    yield* gone(file);
  }
  yield* table(report);
  yield `${closingLine(report, options)}\n`;
}

/** How many files and findings, in one line. */
export function closingLine(
  { totals }: ValidationReport,
  { isDryRun }: Pick<TextOptions, 'isDryRun'>,
): string {
  const { error, warning, info } = totals;
  const findings = error + warning + info;
  const parts = [
    counted(totals.files, 'file'),
    `${counted(findings, 'finding')}${findings > 0 ? ` (${severities(totals)})` : ''}`,
    ...(totals.known > 0 ? [`${groupDigits(totals.known)} known`] : []),
    ...(totals.gone > 0 ? [`${groupDigits(totals.gone)} no longer found`] : []),
    ...(totals.fixed > 0 ? [`${groupDigits(totals.fixed)} ${isDryRun ? 'to fix' : 'fixed'}`] : []),
  ];
  return parts.join(', ');
}

function severities({ error, warning, info }: ValidationReport['totals']): string {
  return [
    ...(error > 0 ? [counted(error, 'error')] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
    ...(info > 0 ? [`${groupDigits(info)} info`] : []),
  ].join(', ');
}

function counted(count: number, what: string): string {
  return `${groupDigits(count)} ${what}${count === 1 ? '' : 's'}`;
}

function* found({ path, findings }: CheckedFile, { most }: TextOptions): Generator<string> {
  const shown = new Map<string, number>();
  for (const entry of findings) {
    if (entry.known) continue;
    const { rule } = entry.finding;
    const count = (shown.get(rule) ?? 0) + 1;
    shown.set(rule, count);
    if (count <= most) yield findingText(path, entry);
  }
  for (const [rule, count] of shown) {
    if (count > most)
      yield `${path}: … and ${groupDigits(count - most)} more of ${rule} (--all)\n\n`;
  }
}

function findingText(path: string, { finding, frame }: FileFinding): string {
  const { severity, rule, place, message, related = [] } = finding;
  const details = [
    ['found', finding.found],
    ['expected', finding.expected],
    ['suggestion', finding.suggestion],
    ['see also', related.map(({ line, column }) => `${line}:${column}`).join(', ') || undefined],
    ['fix', finding.fixable ? '--fix does it' : undefined],
  ] as const;
  return [
    `${path}:${place.line}:${place.column} ${severity} ${rule}: ${shorten(message, LONGEST)}`,
    ...(place.pointer === '' ? [] : [`    at #${shorten(place.pointer, LONGEST)}`]),
    ...frame,
    ...details.flatMap(([name, text]) =>
      text === undefined ? [] : [`    ${name}: ${shorten(text, LONGEST)}`],
    ),
    '\n',
  ].join('\n');
}

function* fixed({ path, fixes }: CheckedFile, options: TextOptions): Generator<string> {
  if (fixes === undefined || fixes.length === 0) return;
  if (options.isDryRun) {
    for (const fix of fixes) yield fixText(path, fix);
    yield '\n';
    return;
  }
  const counts = new Map<string, number>();
  for (const { rule } of fixes) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const list = [...counts].map(([rule, count]) => `${rule} ${groupDigits(count)}`).join(', ');
  yield `${path}: fixed ${list}\n\n`;
}

function fixText(path: string, { rule, place, message, edits = [] }: Fix): string {
  const changes = edits.map(({ pointer, values }) => {
    const after = values.map((value) => shorten(JSON.stringify(value), LONGEST)).join(', ');
    return `    ${shorten(pointer, LONGEST)} ${after === '' ? 'goes' : `becomes ${after}`}\n`;
  });
  const line = `${path}:${place.line}:${place.column} would fix ${rule}: ${shorten(message, LONGEST)}\n`;
  return `${line}${changes.join('')}`;
}

function* gone({ path, gone }: CheckedFile): Generator<string> {
  for (const { rule, message } of gone) {
    yield `${path}: no longer found: ${rule}: ${shorten(message, LONGEST)}\n`;
  }
  if (gone.length > 0) yield `${path}: --write-baseline takes these out of the baseline\n\n`;
}

function* table({ rules }: ValidationReport): Generator<string> {
  if (rules.length === 0) return;
  const columns = (['error', 'warning', 'info', 'known', 'fixed'] as const).filter((column) =>
    rules.some((counts) => counts[column] > 0),
  );
  const rows = rules.map((counts) => [
    counts.rule,
    ...columns.map((column) => groupDigits(counts[column])),
  ]);
  yield `${textTable(['rule', ...columns], rows)}\n\n`;
}
