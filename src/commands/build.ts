import { Command } from 'commander';
import { prettyJson } from '../formats/json-text.ts';
import { buildSummary } from '../report/build-summary.ts';
import { progress } from '../report/progress.ts';
import { addBuildChoices, type BuildChoices, buildChoices } from './build-choices.ts';
import {
  addFetchOptions,
  type CommandContext,
  type FetchFlags,
  fetchOptions,
  repeated,
} from './command-context.ts';
import { artifactText } from './export-sets.ts';
import { runBuild } from './run-build.ts';
import { writeFileWhole } from './validate/write-file-whole.ts';

interface Flags extends FetchFlags, BuildChoices {
  readonly out: string;
  readonly only?: string;
  readonly where?: string[];
  readonly locked?: boolean;
  readonly report?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Examples:
  attack-mappings build                                    the embedded sample, offline, into output/sample
  attack-mappings build mappings-explorer                  everything that is published
  attack-mappings build mappings-explorer --only 'm365/**' --formats navigator,csv
  attack-mappings build --where category=detect --where value=partial,significant
  attack-mappings build mappings-explorer-site --level full    the same sets from the website, every page read
  attack-mappings build mappings-explorer --enrich site    with descriptions from the website, and compared with it
  attack-mappings build mappings-explorer --align 17.1     the newest sets on that ATT&CK version too
  attack-mappings build mappings-explorer --mirror DIR --locked    what the manifest says, again, or nothing
  attack-mappings build ./my-pipeline.yaml --out /srv/mappings --report report.json

Exit codes: 0 done, 1 something failed (and everything else was built), 2 usage or configuration.`;

export function buildCommand({ signal, done }: CommandContext): Command {
  return addFetchOptions(
    addBuildChoices(
      new Command('build')
        .description('Fetch, parse, check and export the mapping sets of pipelines.')
        .argument(
          '[pipeline...]',
          'names of pipelines, or paths of pipeline files (default: sample)',
        )
        .option('--out <dir>', 'folder of the output; each pipeline gets a folder in it', 'output')
        .option('--only <glob>', "only sets whose path fits, as 'm365/**'")
        .option(
          '--where <expr>',
          'only rows that fit: capability, category, group, license, status, technique, type, value = VALUE[,VALUE…]; may be repeated',
          repeated,
        ),
    )
      .option('--locked', 'refuse inputs that differ from those in the manifest')
      .option('--report <file>', 'write the report of the run, with every finding and its place')
      .option('--json', 'print the report as JSON')
      .option('--quiet', 'no progress'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (pipelines: string[], flags: Flags) => {
      const shown = progress(process.stderr, flags.quiet ?? false);
      const report = await runBuild({
        ...fetchOptions(flags, signal, shown.say),
        pipelines,
        out: flags.out,
        ...(flags.only === undefined ? {} : { only: flags.only }),
        ...(flags.where ? { where: flags.where } : {}),
        ...(flags.locked ? { locked: true } : {}),
        ...buildChoices(flags),
        observe: shown.observe,
      }).finally(() => shown.end());
      process.stdout.write(
        flags.json
          ? await artifactText({ chunks: prettyJson(report) })
          : `${buildSummary(report)}\n`,
      );
      if (flags.report !== undefined)
        await writeFileWhole(flags.report, await artifactText({ chunks: prettyJson(report) }));
      done(report.totals.failed > 0 || report.pipelines.some(({ error }) => error) ? 1 : 0);
    });
}
