import { Command, InvalidArgumentError, Option } from 'commander';
import { KINDS, type Kind } from './synthetic/kinds.ts';

export interface ScaleOptions {
  readonly only: readonly Kind[];
  readonly runs: number;
  readonly seed: string;
  /** Every set smaller, of every kind alike. */
  readonly share: number;
  readonly formats: string;
  /** A file for the report as JSON. */
  readonly json?: string;
}

/** Reads the command line. Throws CommanderError on a mistake, or when help was asked for. */
export function readScaleOptions(argv: readonly string[]): ScaleOptions {
  return new Command('scale')
    .description('Builds generated sets of growing size, each in a process of its own.')
    .addOption(
      new Option('--only <kinds>', `kinds to build, separated by commas: ${KINDS.join(', ')}`)
        .argParser(kindList)
        .default([...KINDS], 'all'),
    )
    .option('--runs <n>', 'builds of each kind', positive, 1)
    .option('--seed <seed>', 'same seed, same sets', '1')
    .option('--share <number>', 'make every set smaller, from above 0 to 1', shareOf, 1)
    .option('--formats <list>', 'formats to write', 'json,csv,navigator,stix')
    .option('--json <file>', 'the report as JSON, into a file')
    .exitOverride()
    .parse(argv)
    .opts<ScaleOptions>();
}

function kindList(value: string): Kind[] {
  const names = value.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !KINDS.some((kind) => kind === name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`no kind "${unknown}"; there are ${KINDS.join(', ')}.`);
  return KINDS.filter((kind) => names.includes(kind));
}

/** A whole number from 1. */
export function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('expected a whole number from 1.');
  return number;
}

/** A number above 0, and 1 at most. */
export function shareOf(value: string): number {
  const share = Number(value);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError('expected a number above 0, and 1 at most.');
}
