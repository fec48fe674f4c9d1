import { Command, InvalidArgumentError } from 'commander';

export interface KillOptions {
  /** Kills in all. */
  readonly times: number;
  readonly seed: number;
  /** A mirror to build instead of the sample. */
  readonly corpus?: string;
}

/** Reads the command line. Throws CommanderError on a mistake, or when help was asked for. */
export function readOptions(argv: readonly string[]): KillOptions {
  return new Command('kill')
    .description('Kills builds and regenerations at random moments, and looks at what they leave.')
    .option('--times <n>', 'kills', wholeNumber, 200)
    .option('--seed <n>', 'what decides inputs and moments', wholeNumber, Date.now() % 1_000_000)
    .option('--corpus <dir>', 'a mirror of the publisher to build, instead of the sample')
    .exitOverride()
    .parse(argv)
    .opts<KillOptions>();
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('expected a whole number from 1.');
  return number;
}
