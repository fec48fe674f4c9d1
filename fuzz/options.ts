import { Command, InvalidArgumentError, Option } from 'commander';
import { PARTS } from './targets.ts';

export interface Options {
  readonly minutes: number;
  readonly only: readonly string[];
  /** The seed of the first round; each round after it has the next one. */
  readonly seed: number;
  /** Folder that a failing input is written to. */
  readonly out: string;
}

/** Reads the command line. Throws CommanderError on a mistake, or when help was asked for. */
export function readOptions(argv: readonly string[]): Options {
  const only = new Option('--only <list>', 'parts to try, separated by commas');
  return new Command('fuzz')
    .description(`Tries made-up inputs until the time is over. Parts: ${PARTS.join(', ')}.`)
    .option('--minutes <n>', 'how long', positive, 1)
    .addOption(only.argParser(partList).default([...PARTS], 'all'))
    .option('--seed <n>', 'the seed of the first round', wholeNumber, 1)
    .option('--out <folder>', 'where a failing input is written', 'fuzz-failures')
    .exitOverride()
    .parse(argv)
    .opts<Options>();
}

function positive(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number <= 10_000))
    throw new InvalidArgumentError('expected a number of minutes above 0.');
  return number;
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isInteger(number) || number < 0 || number > 0x3fff_ffff)
    throw new InvalidArgumentError('expected a whole number from 0 to 1073741823.');
  return number;
}

function partList(value: string): string[] {
  const names = value.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !PARTS.includes(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`no part "${unknown}"; there are ${PARTS.join(', ')}.`);
  return PARTS.filter((part) => names.includes(part));
}
