import type { Command } from 'commander';
import { list } from './command-context.ts';
import type { BuildRequest } from './run-build.ts';

/** What can be chosen instead of what a pipeline file says. */
export interface BuildChoices {
  readonly formats?: string[];
  readonly enrich?: string[];
  readonly level?: string;
  readonly align?: string;
}

export function addBuildChoices(command: Command): Command {
  return command
    .option(
      '--formats <list>',
      'formats instead of those of the pipeline: json, csv, navigator, stix, ctid-json',
      list,
    )
    .option(
      '--enrich <names>',
      'add what other documents say, and compare with them: enrichments that the pipeline names, as site',
      list,
    )
    .option(
      '--align <version>',
      'ATT&CK version that the newest sets are carried to as well, latest, or none',
    )
    .option('--level <level>', 'how much of websites is read: tables, or full');
}

export function buildChoices({
  formats,
  enrich,
  level,
  align,
}: BuildChoices): Pick<BuildRequest, keyof BuildChoices> {
  return {
    ...(formats ? { formats } : {}),
    ...(enrich ? { enrich } : {}),
    ...(level === undefined ? {} : { level }),
    ...(align === undefined ? {} : { align }),
  };
}
