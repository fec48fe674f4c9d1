import { Command } from 'commander';
import type { PlannedDocument, SetPlan } from '../pipeline/plan.ts';
import { planPipeline } from '../pipeline/plan-pipeline.ts';
import { withAlignment } from '../pipeline/with-alignment.ts';
import { withLevel } from '../pipeline/with-level.ts';
import { textTable } from '../report/table.ts';
import {
  addFetchOptions,
  type CommandContext,
  type FetchFlags,
  fetchOptions,
  list,
} from './command-context.ts';
import { findPipeline } from './find-pipeline.ts';
import { openPipelineInputs } from './open-inputs.ts';
import { registries } from './registries.ts';

interface Flags extends FetchFlags {
  readonly only?: string;
  readonly enrich?: string[];
  readonly level?: string;
  readonly align?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  attack-mappings list                                     the sets of the embedded sample
  attack-mappings list mappings-explorer --only 'nist_800_53/**'
  attack-mappings list mappings-explorer --json`;

export function listCommand({ signal, done }: CommandContext): Command {
  return addFetchOptions(
    new Command('list')
      .description('The documents and sets that a build would make; nothing is written.')
      .argument('[pipeline...]', 'names of pipelines, or paths of pipeline files (default: sample)')
      .option('--only <glob>', "only sets whose path fits, as 'm365/**'")
      .option('--enrich <names>', 'with the documents of these enrichments', list)
      .option('--align <version>', 'with the sets aligned to this ATT&CK version, latest, or none')
      .option('--level <level>', 'how much of websites is read: tables, or full')
      .option('--json', 'print as JSON'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (names: string[], flags: Flags) => {
      const options = fetchOptions(flags, signal);
      const pipelines = await Promise.all(
        (names.length > 0 ? names : ['sample']).map(findPipeline),
      );
      const rows: ListedSet[] = [];
      for (const pipeline of pipelines) {
        const settings = withAlignment(withLevel(pipeline.settings, flags.level), flags.align);
        const inputs = openPipelineInputs(options, { ...pipeline, settings });
        try {
          const { plans, failures, error } = await planPipeline(
            { ...pipeline, settings },
            registries,
            { fetch: inputs.fetch, cache: inputs.cache, observe() {} },
            {
              ...(flags.only === undefined ? {} : { only: flags.only }),
              ...(flags.enrich ? { enrich: flags.enrich } : {}),
            },
          );
          rows.push(...plans.map((set) => listed(pipeline.name, set)));
          const failed = failures.map((failure) => `${failure.path}: ${failure.error.message}`);
          for (const message of error ? [...failed, error.message] : failed) {
            process.stderr.write(`attack-mappings: ${pipeline.name}/${message}\n`);
            done(1);
          }
        } finally {
          await inputs.close();
        }
      }
      process.stdout.write(
        flags.json ? `${JSON.stringify(rows, null, 2)}\n` : `${asTable(rows)}\n`,
      );
    });
}

interface ListedSet {
  readonly path: string;
  readonly newest: boolean;
  readonly documents: readonly PlannedDocument[];
}

function listed(pipeline: string, { path, newest, documents }: SetPlan): ListedSet {
  return { path: `${pipeline}/${path}`, newest, documents };
}

/** The first document, and how many there are: of some sets it is thousands. */
function documentsText(documents: readonly PlannedDocument[]): string {
  const own = documents.filter(({ role }) => role === 'rows').map(({ url }) => url);
  const others = documents.length - own.length;
  return [
    own[0] ?? '',
    ...(own.length > 1 ? [`and ${own.length - 1} more`] : []),
    ...(others > 0 ? [`and ${others} that enrich it`] : []),
  ].join(' ');
}

function asTable(rows: readonly ListedSet[]): string {
  const cells = rows.map(({ path, newest, documents }) => [
    path,
    newest ? 'newest' : '',
    documentsText(documents),
  ]);
  return textTable(['set', 'release', 'documents'], cells, 3);
}
