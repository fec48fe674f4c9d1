import { Command } from 'commander';
import { AttackMappingsError } from '../../errors.ts';
import { type CommandContext, findingLine, list } from '../command-context.ts';
import { addReadOptions, type ReadFlags, readRequest } from '../read-options.ts';
import { writeSingle } from '../write-out.ts';
import { migrate } from './migrate-files.ts';
import { failureLine } from './migration-lines.ts';
import type { MigrationRun } from './migration-run.ts';
import { runJson, runText } from './run-text.ts';

interface Flags extends ReadFlags {
  readonly to: string;
  readonly out?: string;
  readonly formats?: string[];
  readonly decisions?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const ADVICE = 'name a folder with --out, or look at the plan with --dry-run';

const EXAMPLES = `
Revoked techniques give way to their successors, names become current. Rows that have no place in the
target version are set aside, with the reason, in the migrated set itself. Rows that people have to
decide are in review.csv and review.json: fill in "decision" (drop, keep, or technique ids) and give the
file back with --decisions. Decisions are remembered in the folder of --out; a review that was filled in
and not given back is not written over.

Examples:
  attack-mappings migrate my-mappings.json --to latest --dry-run        the plan, nothing written
  attack-mappings migrate output/mappings-explorer --to 18.1 --out migrated
  attack-mappings migrate layer.json --to 18.1 > layer-18.1.json
  attack-mappings migrate old-layer.json --to 18.1 --attack-version 6.3 > layer-18.1.json
  attack-mappings migrate my-mappings.json --to 18.1 --out migrated --formats json,navigator,csv
  attack-mappings migrate my-mappings.json --to 18.1 --out migrated --decisions migrated/aligned-18.1/review.csv

Exit codes: 0 done, 1 a file could not be migrated (and the others were), nothing is there to migrate, or
ATT&CK is broken, 2 usage, decisions that cannot be followed or would be lost.`;

export function migrateCommand({ signal, done }: CommandContext): Command {
  return addReadOptions(
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
      .option('--decisions <file>', 'an edited review: CSV as any spreadsheet saves it, or JSON')
      .option('--dry-run', 'print the plan, write nothing')
      .option('--json', 'print what was done as JSON; needs --out or --dry-run')
      .option('--quiet', 'errors only, and no progress'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], flags: Flags) => {
      const isTold = flags.dryRun || flags.out !== undefined;
      if (flags.json && !isTold) throw needsFolder('--json prints what was done');
      const say = (line: string) => flags.quiet || process.stderr.write(`${line}\n`);
      const run = await migrate({
        ...readRequest(flags, signal),
        paths,
        to: flags.to,
        ...(flags.out === undefined ? {} : { out: flags.out }),
        ...(flags.dryRun ? { dryRun: true } : {}),
        ...(flags.formats ? { formats: flags.formats } : {}),
        ...(flags.decisions === undefined ? {} : { decisions: flags.decisions }),
        observe: (file, i, total) => total > 1 && say(`${i + 1} of ${total}: ${file}`),
      });
      for (const finding of run.diagnostics) {
        const isShown = flags.quiet ? isError(finding) : finding.severity !== 'info';
        if (isShown) process.stderr.write(findingLine(finding));
      }
      for (const failure of run.failures) process.stderr.write(`${failureLine(failure)}\n`);
      const told = flags.json ? runJson : runText;
      if (isTold) process.stdout.write(`${told(run, flags.dryRun)}\n`);
      else await writeSingle(run.artifacts, ADVICE);
      done(run.failures.length > 0 || run.diagnostics.some(isError) ? 1 : 0);
    });
}

/** A release of ATT&CK that is broken: rows are set aside that should not be. */
function isError({ severity }: MigrationRun['diagnostics'][number]): boolean {
  return severity === 'error';
}

function needsFolder(what: string): AttackMappingsError {
  return new AttackMappingsError('config', '--out', `${what}: ${ADVICE}`);
}
