import { Command, InvalidArgumentError, Option } from 'commander';
import { PROCESS_PARTS, type ProcessPart } from './parts.ts';
import { positive } from './scale-options.ts';

const PARTS = [...PROCESS_PARTS, 'json', 'scraping'] as const;
type Part = ProcessPart | 'json' | 'scraping';

export interface Options {
  readonly runs: number;
  readonly only: readonly Part[];
  /** A file for the report as JSON; true is standard output. */
  readonly json?: string | true;
  /** A file of an earlier --json to compare with. */
  readonly compare?: string;
  /** True when a measure that grew beyond the noise is a failure. */
  readonly fail?: true;
}

/** Reads the command line. Throws CommanderError on a mistake, or when help was asked for. */
export function readOptions(argv: readonly string[]): Options {
  const only = new Option('--only <list>', 'parts to run, separated by commas');
  return new Command('bench')
    .description(`Measures builds of the corpus against the floor. Parts: ${PARTS.join(', ')}.`)
    .option('--runs <n>', 'runs of each part', positive, 5)
    .addOption(only.argParser(partList).default([...PARTS], 'all'))
    .option(
      '--json [file]',
      'the report with every sample as JSON, into a file or to standard output',
    )
    .option('--compare <file>', 'say what moved beyond the noise since the report in a file')
    .option('--fail', 'with --compare: end with 1 when something grew')
    .exitOverride()
    .parse(argv)
    .opts<Options>();
}

function partList(value: string): Part[] {
  const names = value.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !PARTS.some((part) => part === name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`no part "${unknown}"; there are ${PARTS.join(', ')}.`);
  return PARTS.filter((part) => names.includes(part));
}
