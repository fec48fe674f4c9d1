/** Writes synthetic mapping sets as a mirror, for `--mirror`: see README.md. */
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { groupDigits } from '../src/report/table.ts';
import { corpusFolder } from './corpus.ts';
import { attackBundles } from './synthetic/attack-bundles.ts';
import { KIND_WORDS, KINDS, type Kind, shapesOf } from './synthetic/kinds.ts';
import { writeMirror } from './synthetic/write-mirror.ts';

const USAGE = 2;

interface Options {
  readonly kind: Kind;
  readonly out: string;
  readonly seed: string;
  readonly share: number;
}

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { kind, out, seed, share } = readOptions(process.argv);
    const attack = await attackBundles(corpusFolder());
    const written = await writeMirror(resolve(out), shapesOf(kind, share), attack, seed);
    process.stdout.write(`${JSON.stringify(written)}\n`);
    process.stderr.write(
      `generate: ${groupDigits(written.rows)} rows in ${groupDigits(written.sets)} sets, ${groupDigits(written.bytes)} bytes\n`,
    );
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    process.stderr.write(`generate: ${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
}

function readOptions(argv: readonly string[]): Options {
  const kinds = KINDS.map((kind) => `${kind} (${KIND_WORDS[kind]})`).join(', ');
  return new Command('generate')
    .description(`Writes synthetic mapping sets from a seed. Kinds: ${kinds}.`)
    .addOption(new Option('--kind <kind>', 'what to write').choices(KINDS).makeOptionMandatory())
    .requiredOption('--out <folder>', 'a folder that is empty, or not there yet')
    .option('--seed <seed>', 'same seed, same bytes', '1')
    .option('--share <number>', 'make every set smaller, from above 0 to 1', readShare, 1)
    .exitOverride()
    .parse(argv)
    .opts<Options>();
}

function readShare(value: string): number {
  const share = Number(value);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError('expected a number above 0, and 1 at most.');
}
