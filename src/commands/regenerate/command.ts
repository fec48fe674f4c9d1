import { Command } from 'commander';
import { GATE_NAMES } from '../../gates/gate.ts';
import { progress } from '../../report/progress.ts';
import { addBuildChoices, type BuildChoices, buildChoices } from '../build-choices.ts';
import {
  addFetchOptions,
  type CommandContext,
  type FetchFlags,
  fetchOptions,
  repeated,
} from '../command-context.ts';
import { checkPublish } from './check-publish.ts';
import { finish } from './finish.ts';
import { regenerate } from './run.ts';

interface Flags extends FetchFlags, BuildChoices {
  readonly out: string;
  readonly accept?: string[];
  readonly changes?: string;
  readonly report?: string;
  readonly sarif?: string;
  readonly branch?: string;
  readonly remote: string;
  readonly base?: string;
  readonly pullRequest?: boolean;
  readonly exitCode?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Gates that a pipeline sets under "expect" hold back what drifted: ${GATE_NAMES.join(', ')}.
STIX objects keep their times: a ledger beside each bundle remembers what was published.
In a job of GitHub Actions the step summary and the outputs of the step are set.

Examples:
  attack-mappings regenerate                               the embedded sample, offline, into output/sample
  attack-mappings regenerate mappings-explorer --changes changes.md
  attack-mappings regenerate mappings-explorer --accept 'max_shrinkage:m365/**'
  attack-mappings regenerate mappings-explorer --branch attack-mappings/regenerate --pull-request
  attack-mappings regenerate mappings-explorer --exit-code || test $? -eq 10

Exit codes: 0 done, changed or not; 10 something changed, with --exit-code; 11 a gate stopped something
and its last good files stay; 1 something failed; the gravest of 1, 11, 10. 2 usage or configuration.`;

export function regenerateCommand({ signal, done }: CommandContext): Command {
  return addFetchOptions(
    addBuildChoices(
      new Command('regenerate')
        .description(
          'Build for a scheduled job: drift gates, history of STIX objects, change report.',
        )
        .argument(
          '[pipeline...]',
          'names of pipelines, or paths of pipeline files (default: sample)',
        )
        .option('--out <dir>', 'folder of the output; each pipeline gets a folder in it', 'output')
        .option(
          '--accept <gate>',
          'let a gate through this time: GATE, or GATE:GLOB on paths of sets; may be repeated',
          repeated,
        )
        .option('--changes <file>', 'write what changed as Markdown')
        .option('--report <file>', 'write the report of the run, with every finding and its place')
        .option('--sarif <file>', 'write what is odd in the published sets as SARIF 2.1.0')
        .option('--branch <name>', 'commit the output to this branch of the remote, and push it')
        .option('--remote <name>', 'the remote', 'origin')
        .option(
          '--pull-request',
          'open a pull request for the branch on GitHub; needs GITHUB_TOKEN and GITHUB_REPOSITORY',
        )
        .option(
          '--base <branch>',
          'the branch that the pull request is for (default: the one checked out)',
        ),
    )
      .option('--exit-code', 'end with 10 when something changed')
      .option('--json', 'print the reports as JSON')
      .option('--quiet', 'no progress'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (pipelines: string[], flags: Flags) => {
      await checkPublish(flags, signal);
      const shown = progress(process.stderr, flags.quiet ?? false);
      const regeneration = await regenerate({
        ...fetchOptions(flags, signal, shown.say),
        pipelines,
        out: flags.out,
        say: shown.say,
        ...(flags.branch === undefined
          ? {}
          : { target: { remote: flags.remote, branch: flags.branch } }),
        ...(flags.accept ? { accept: flags.accept } : {}),
        ...buildChoices(flags),
        observe: shown.observe,
      }).finally(() => shown.end());
      done(await finish(regeneration, { ...flags, signal }));
    });
}
