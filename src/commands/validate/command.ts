import { Command, Option } from 'commander';
import { AttackMappingsError } from '../../errors.ts';
import type { ValidationReport } from '../../generated/validation.ts';
import type { Severity } from '../../rules/rule.ts';
import {
  addAttackOption,
  addFetchOptions,
  type CommandContext,
  type FetchFlags,
  fetchOptions,
  list,
} from '../command-context.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { attackNotReadRule } from './document-rules.ts';
import { rulesText } from './list-rules.ts';
import { FORMATS, type Format, printValidation } from './output.ts';
import { runValidation } from './run.ts';

const LEVELS = ['info', 'warning', 'error'] as const satisfies readonly Severity[];
/** Findings of one rule in one file that are shown; more say little new. */
const SHOWN = 10;

interface Flags extends FetchFlags {
  readonly format: Format;
  readonly json?: boolean;
  readonly out?: string;
  readonly all?: boolean;
  readonly attack?: string | false;
  readonly config?: string;
  readonly rules?: string[];
  readonly failOn: (typeof LEVELS)[number];
  readonly listRules?: boolean;
  readonly previous?: string;
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
}

const EXAMPLES = `
Rules on techniques look them up in the ATT&CK version that a file declares: a layer that declares
none, and a bundle whose reports name none, in the newest one. Canonical sets carry what ATT&CK says.
--fix changes unified JSON and layers only: canonical sets and bundles are made by a build. Findings
that the baseline holds are left alone. With --previous, a bundle is also compared with an earlier
version of it, or the bundles of a folder with those at the same places in another: what changed
has a later modified time, and what is gone is revoked.

Examples:
  attack-mappings validate mappings/                       every JSON file below the folder
  attack-mappings validate layer.json bundle.json --attack attack/index.json
  attack-mappings validate mappings/ --fix --dry-run       what --fix would do
  attack-mappings validate mappings/ --format sarif --out findings.sarif
  attack-mappings validate mappings/ --baseline known.json --write-baseline
  attack-mappings validate mappings/ --baseline known.json --fail-on error
  attack-mappings validate --previous old/stix-bundle.json stix-bundle.json

${DEFAULT_CONFIG}:
  rules: { reference-not-http: off, technique-revoked: error }
  files:
    - path: mappings/old/**
      rules: { technique-name-stale: info }
  baseline: known.json

Exit codes: 0 no finding of the severity of --fail-on or a graver one, 1 such findings, or ATT&CK
could not be read, 2 usage.`;

export function validateCommand(context: CommandContext): Command {
  const command = new Command('validate')
    .description(
      'Find what is wrong in mapping sets, unified JSON, layers and bundles, each finding with its line.',
    )
    .argument('[path...]', 'files, or folders to look through for *.json');
  return addFetchOptions(addOptions(command))
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], flags: Flags) => run(paths, flags, context));
}

function addOptions(command: Command): Command {
  command
    .addOption(
      new Option('--format <format>', 'how findings are printed').choices(FORMATS).default('text'),
    )
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write the findings to a file')
    .option('--all', 'show all findings; of each rule and file, text shows the first few')
    .option('--rules <list>', 'run only these rules', list)
    .option('--list-rules', 'print the rules with their severities, and end')
    .addOption(
      new Option('--fail-on <severity>', 'the least severity that makes the run fail')
        .choices(LEVELS)
        .default('warning'),
    )
    .option(
      '--config <file>',
      `severities of rules (default: ${DEFAULT_CONFIG}, where it is there)`,
    )
    .option(
      '--previous <path>',
      'an earlier version of the bundle, or of the folder: what may change between the two',
    )
    .option('--baseline <file>', 'known findings, which are counted and not shown')
    .option('--write-baseline', 'make what is found now the baseline of these files')
    .option('--fix', 'apply the safe fixes')
    .option('--dry-run', 'with --fix: write nothing, print what would be done');
  return addAttackOption(command).option('--no-attack', 'leave the rules on techniques out');
}

async function run(
  paths: readonly string[],
  flags: Flags,
  { signal, done }: CommandContext,
): Promise<void> {
  const format = flags.json ? 'json' : flags.format;
  if (flags.listRules) {
    process.stdout.write(rulesText(format === 'json'));
    return;
  }
  refuseMisuse(paths, flags);
  const most = flags.all ? Number.POSITIVE_INFINITY : SHOWN;
  const isDryRun = flags.dryRun ?? false;
  const validation = await runValidation({
    ...fetchOptions(flags, signal),
    signal,
    paths,
    fix: flags.fix ? (isDryRun ? 'show' : 'write') : 'no',
    frames: format === 'text' ? most : 0,
    ...(flags.attack === undefined ? {} : { attack: flags.attack }),
    ...(flags.config === undefined ? {} : { config: flags.config }),
    ...(flags.rules ? { rules: flags.rules } : {}),
    ...(flags.previous === undefined ? {} : { previous: flags.previous }),
    ...(flags.baseline === undefined ? {} : { baseline: flags.baseline }),
    ...(flags.writeBaseline ? { writeBaseline: true } : {}),
  });
  await printValidation(validation, { format, out: flags.out, most, isDryRun });
  done(fails(validation.report, flags.failOn) ? 1 : 0);
}

function refuseMisuse(paths: readonly string[], { fix, dryRun, rules }: Flags): void {
  if (paths.length === 0) {
    throw new AttackMappingsError('config', 'validate', 'name files or folders to validate');
  }
  if (dryRun && !fix) {
    throw new AttackMappingsError('config', '--dry-run', '--dry-run goes with --fix');
  }
  if (rules?.length === 0) {
    throw new AttackMappingsError('config', '--rules', '--rules names no rule: see --list-rules');
  }
}

/** A run that could not look at everything fails at any level. */
function fails({ rules, totals }: ValidationReport, least: Flags['failOn']): boolean {
  const levels = LEVELS.slice(LEVELS.indexOf(least));
  const unread = rules.find(({ rule }) => rule === attackNotReadRule.name);
  return unread !== undefined || levels.some((level) => totals[level] > 0);
}
