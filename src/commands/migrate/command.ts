import { Command } from 'commander';
import { AttackMappingsError } from '../../errors.ts';
import { type MigrationLine, migrationSummary } from '../../report/migration-summary.ts';
import {
  addFetchOptions,
  addKeyOptions,
  type CommandContext,
  type FetchFlags,
  fetchOptions,
  findingLine,
  type KeyFlags,
  list,
  repeated,
  statedKey,
} from '../command-context.ts';
import { writeOut } from '../write-out.ts';
import { migrate } from './migrate-files.ts';
import { changeLines, counted, failureLine, migrationLine } from './migration-lines.ts';
import type { MigrationRun } from './migration-run.ts';

interface Flags extends FetchFlags, KeyFlags {
  readonly to: string;
  readonly out?: string;
  readonly formats?: string[];
  readonly decisions?: string;
  readonly attack?: string;
  readonly attribution?: string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Revoked techniques give way to their successors, names become current. Rows that have no place in the
target version are set aside, with the reason, in the migrated set itself. Rows that people have to
decide are in review.csv and review.json: fill in "decision" (drop, keep, or technique ids) and give the
file back with --decisions. Decisions are remembered in the folder of --out.

Examples:
  attack-mappings migrate my-mappings.json --to latest --dry-run        the plan, nothing written
  attack-mappings migrate output/mappings-explorer --to 18.1 --out migrated
  attack-mappings migrate layer.json --to 18.1 > layer-18.1.json
  attack-mappings migrate old-layer.json --to 18.1 --attack-version 6.3 > layer-18.1.json
  attack-mappings migrate my-mappings.json --to 18.1 --out migrated --formats json,navigator,csv
  attack-mappings migrate my-mappings.json --to 18.1 --out migrated --decisions migrated/aligned-18.1/review.csv

Exit codes: 0 done, 1 a file could not be migrated (and the others were) or ATT&CK is broken, 2 usage or decisions that cannot be followed.`;

export function migrateCommand({ signal, done }: CommandContext): Command {
  return addFetchOptions(
    addKeyOptions(
      new Command('migrate')
        .description('Carry mapping sets and Navigator layers to another ATT&CK version.')
        .argument(
          '<path...>',
          'mapping files in any form, layers of format 3.0 to 4.5, or folders to look through for *.json',
        )
        .requiredOption('--to <version>', 'ATT&CK version, as 18.1, or latest')
        .option(
          '--out <dir>',
          'write into DIR/aligned-<version> (default: standard output, for a single result)',
        )
        .option(
          '--formats <list>',
          'formats of migrated sets: json (the default), csv, navigator, stix, ctid-json',
          list,
        )
        .option('--decisions <file>', 'an edited review, CSV or JSON')
        .option('--dry-run', 'print the plan, write nothing')
        .option(
          '--attack <index>',
          "address or file of an index.json of ATT&CK releases, or the name of a pipeline that has one, as sample (default: MITRE's)",
        )
        .option(
          '--attribution <text>',
          'whose mappings these are and their terms; may be repeated (a canonical set says so itself)',
          repeated,
        )
        .option('--json', 'print what was done as JSON; needs --out or --dry-run')
        .option('--quiet', 'no findings and no progress'),
    ),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], flags: Flags) => {
      const isPlan = flags.dryRun || flags.out !== undefined;
      if (flags.json && !isPlan) throw needed('--json prints what was done');
      const say = (line: string) => flags.quiet || process.stderr.write(`${line}\n`);
      const { dryRun, quiet: _, json: __, ...rest } = flags;
      const run = await migrate({
        ...fetchOptions(flags, signal, (line) => process.stderr.write(`warning: ${line}\n`)),
        key: statedKey(flags),
        paths,
        to: rest.to,
        ...(rest.out === undefined || dryRun ? {} : { out: rest.out }),
        ...(rest.formats ? { formats: rest.formats } : {}),
        ...(rest.decisions === undefined ? {} : { decisions: rest.decisions }),
        ...(rest.attack === undefined ? {} : { attack: rest.attack }),
        ...(rest.attribution ? { attribution: rest.attribution } : {}),
        observe: (file, i, total) => total > 1 && say(`${i + 1} of ${total}: ${file}`),
      });
      for (const finding of flags.quiet ? [] : run.diagnostics) {
        if (finding.severity !== 'info') process.stderr.write(findingLine(finding));
      }
      for (const failure of run.failures) process.stderr.write(`${failureLine(failure)}\n`);
      if (isPlan) process.stdout.write(`${flags.json ? asJson(run) : asText(run, dryRun)}\n`);
      else await print(run);
      done(run.failures.length > 0 || run.diagnostics.some(isError) ? 1 : 0);
    });
}

/** A release of ATT&CK that is broken: rows are set aside that should not be. */
function isError({ severity }: MigrationRun['diagnostics'][number]): boolean {
  return severity === 'error';
}

async function print({ artifacts, files, failures }: MigrationRun): Promise<void> {
  const [only, ...others] = artifacts;
  if (others.length > 0) {
    const paths = artifacts.map(({ path }) => `  ${path}`).join('\n');
    throw needed(`${artifacts.length} files come of this:\n${paths}\nThey`);
  }
  if (only !== undefined) return writeOut(only.chunks);
  if (files.length + failures.length === 0) {
    throw new AttackMappingsError(
      'config',
      'migrate',
      'expected mapping sets or layers, found none: name the files themselves',
    );
  }
}

function needed(what: string): AttackMappingsError {
  return new AttackMappingsError(
    'config',
    '--out',
    `${what} need a folder: name one with --out, or look at the plan with --dry-run`,
  );
}

function asText(run: MigrationRun, isPlan = false): string {
  const lines: MigrationLine[] = run.files.map(migrationLine);
  const review = run.files.reduce((sum, file) => sum + file.review.length, 0);
  return [
    migrationSummary(run.to, lines),
    ...(isPlan ? run.files.flatMap(changeLines) : []),
    '',
    ...(run.skipped.length > 0
      ? [
          `left out: ${counted(run.skipped.length, 'JSON file')}, neither mapping set nor layer, copies, or made by aligning`,
        ]
      : []),
    ...(review > 0
      ? [
          `${counted(review, 'row')} left to decide${isPlan ? '' : `: aligned-${run.to}/review.csv, to be given back with --decisions`}`,
        ]
      : ['nothing is left to decide']),
    isPlan
      ? `a run would write ${counted(run.outputs.length, 'file')}`
      : `${counted(run.outputs.length, 'file')} written`,
  ].join('\n');
}

function asJson({ artifacts: _, failures, ...run }: MigrationRun): string {
  const told = failures.map(({ file, error: { code, subject, message } }) => ({
    file,
    error: { code, subject, message },
  }));
  return JSON.stringify({ ...run, failures: told }, null, 2);
}
