import { counted } from '../../model/text.ts';
import { type MigrationLine, migrationSummary } from '../../report/migration-summary.ts';
import { changeLines, migrationLine } from './migration-lines.ts';
import type { MigrationRun } from './migration-run.ts';

/** What was done, or would be, as a table and in words. */
export function runText(run: MigrationRun, isPlan = false): string {
  const lines: MigrationLine[] = run.files.map(migrationLine);
  return [
    migrationSummary(run.to, lines),
    ...(isPlan ? run.files.flatMap(changeLines) : []),
    '',
    ...skippedText(run.skipped),
    ...(run.files.length > 0 ? [leftText(run, isPlan)] : []),
    isPlan
      ? `a run would write ${counted(run.outputs.length, 'file')}`
      : `${counted(run.outputs.length, 'file')} written`,
  ].join('\n');
}

/** More names than these are in what --json prints. */
const NAMED = 5;

function skippedText(skipped: MigrationRun['skipped']): string[] {
  if (skipped.length === 0) return [];
  const names = skipped.slice(0, NAMED).map((file) => `  ${file}`);
  const more = skipped.length - names.length;
  return [
    `left out: ${counted(skipped.length, 'JSON file')}, neither mapping set nor layer, copies, or made by aligning:`,
    ...names,
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function leftText({ files, waiting, to }: MigrationRun, isPlan: boolean): string {
  const left = files.reduce((sum, file) => sum + file.review.length, waiting);
  if (left === 0) return 'nothing is left to decide';
  const others = waiting > 0 ? `, ${waiting} of them in sets of earlier runs` : '';
  const where = isPlan ? '' : `: aligned-${to}/review.csv, to be given back with --decisions`;
  return `${counted(left, 'row')} left to decide${others}${where}`;
}

export function runJson({ artifacts: _, failures, ...run }: MigrationRun): string {
  const told = failures.map(({ file, error: { code, subject, message } }) => ({
    file,
    error: { code, subject, message },
  }));
  return JSON.stringify({ ...run, failures: told }, null, 2);
}
