import { Command, InvalidArgumentError, Option } from 'commander';
import { hasChanges } from '../../changes/change-report.ts';
import { AttackMappingsError } from '../../errors.ts';
import { counted, visible } from '../../model/text.ts';
import {
  addAttackOption,
  addFetchOptions,
  addKeyOptions,
  type CommandContext,
  type FetchFlags,
  fetchOptions,
  findingLine,
  type KeyFlags,
  statedKey,
} from '../command-context.ts';
import { FORMATS, type Format, printChanges } from './output.ts';
import { runDiff } from './run.ts';

/** A comment on GitHub takes 65,536 characters; the rest is room for what stands around. */
const MARKDOWN_BYTES = 60_000;
const LEAST_BYTES = 1000;
const CHANGED = 10;

interface Flags extends FetchFlags, KeyFlags {
  readonly format: Format;
  readonly json?: boolean;
  readonly out?: string;
  readonly all?: boolean;
  readonly maxBytes: number;
  readonly exitCode?: boolean;
  readonly aligned?: boolean;
  readonly attack?: string | false;
}

const EXAMPLES = `
Rows are matched by capability, technique, mapping type and score category, then by content, never by
position. A capability id that its framework takes for the same (numbers of NIST controls padded or not,
letter case of VERIS ids, space at the edges of any), and a mapping type of the same meaning, is
"respelled": listed, and no change. In other frameworks another case is another capability. Rows that
ATT&CK itself moved to another technique are told apart from an analyst's changes: for this the ATT&CK
version of NEW is read, when there may be such a row. Where it cannot be read, a warning says so, and
these rows are among those added and removed.
In folders sets of the same framework, version, ATT&CK version and domain are compared, and a new
release with the newest one before it. Sets below aligned-* are made of the others and are left out.
Where both sides have the same files, those of equal content are not read, and their sets not counted.

Examples:
  attack-mappings diff old.json new.json                  two files, in any form that convert reads
  attack-mappings diff output.old output                  two folders
  attack-mappings diff HEAD~1 HEAD -- output              two git revisions
  attack-mappings diff HEAD -- output                     a revision and what lies in the working tree
  attack-mappings diff old.json new.json --format markdown --out changes.md
  attack-mappings diff old.json new.json --format layer > changes-layer.json
  attack-mappings diff old-layer.json new-layer.json --exit-code

Exit codes: 0 done, changed or not; with --exit-code 10 when something changed; 1 failed, 2 usage.`;

export function diffCommand(context: CommandContext): Command {
  const command = new Command('diff')
    .description('What changed between mapping sets, folders of them, git revisions, or layers.')
    .usage('[options] <old> <new> [-- path...]')
    .argument('<old>', 'a file, a folder or a git revision')
    .argument('[new]', 'the same; with paths, the working tree when left out')
    .argument('[path...]', 'after --: files or folders of the revisions');
  return addFetchOptions(addOptions(command))
    .addHelpText('after', EXAMPLES)
    .action((_old, _new, _paths, flags: Flags) => run(command.args, flags, context));
}

function addOptions(command: Command): Command {
  command
    .addOption(
      new Option('--format <format>', 'how changes are printed').choices(FORMATS).default('text'),
    )
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write to a file; of several sets, layers go into a folder')
    .option('--all', 'show all changes; of each kind, text shows the first few')
    .addOption(
      new Option('--max-bytes <n>', 'size at which Markdown is cut')
        .argParser(bytes)
        .default(MARKDOWN_BYTES, '60,000'),
    )
    .option('--exit-code', 'exit with 10 when something changed')
    .option('--aligned', 'also the sets below aligned-*');
  return addKeyOptions(
    addAttackOption(command).option('--no-attack', 'do not ask ATT&CK what it moved'),
  );
}

async function run(
  args: readonly string[],
  flags: Flags,
  { signal, done }: CommandContext,
): Promise<void> {
  const { named, paths } = apart(args);
  const [old, next, more] = named;
  if (old === undefined || (next === undefined && paths.length === 0) || more !== undefined) {
    const message = `expected OLD and NEW, found ${counted(named.length, 'name')}: paths of revisions come after --, as in diff HEAD~1 HEAD -- output`;
    throw new AttackMappingsError('config', 'diff', message);
  }
  const format = flags.json ? 'json' : flags.format;
  const result = await runDiff(
    {
      ...fetchOptions(flags, signal),
      signal,
      old,
      ...(next === undefined ? {} : { new: next }),
      ...(paths.length > 0 ? { paths } : {}),
      key: statedKey(flags),
      ...(flags.attack === undefined ? {} : { attack: flags.attack }),
      ...(flags.aligned ? { aligned: true } : {}),
    },
    format === 'layer',
  );
  for (const note of result.notes) process.stderr.write(`${visible(note)}\n`);
  for (const finding of result.diagnostics) {
    if (finding.severity !== 'info') process.stderr.write(findingLine(finding));
  }
  const { out, all = false, maxBytes } = flags;
  await printChanges(result, { format, out, all, maxBytes });
  done(flags.exitCode && hasChanges(result.report) ? CHANGED : 0);
}

/** What stands before -- and after it; the parser of the command line hands both on as one list. */
function apart(args: readonly string[]): { named: readonly string[]; paths: readonly string[] } {
  const dashes = process.argv.indexOf('--');
  const count = dashes < 0 ? 0 : process.argv.length - dashes - 1;
  return { named: args.slice(0, args.length - count), paths: args.slice(args.length - count) };
}

function bytes(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < LEAST_BYTES) {
    throw new InvalidArgumentError(`expected a whole number from ${LEAST_BYTES}.`);
  }
  return number;
}
