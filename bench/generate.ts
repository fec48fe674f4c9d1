/** Writes synthetic mapping sets as a mirror, for `--mirror`: see README.md. */
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { counted } from '../src/model/text.ts';
import { groupDigits } from '../src/report/table.ts';
import { corpusFolder } from './corpus.ts';
import { runTool } from './run-tool.ts';
import { shareOf } from './scale-options.ts';
import { attackBundles } from './synthetic/attack-bundles.ts';
import { KIND_WORDS, KINDS, type Kind, shapesOf } from './synthetic/kinds.ts';
import { writeMirror } from './synthetic/write-mirror.ts';

interface Options {
  readonly kind: Kind;
  readonly out: string;
  readonly seed: string;
  readonly share: number;
}

process.exitCode = await runTool('generate', async () => {
  const { kind, out, seed, share } = readOptions(process.argv);
  const attack = await attackBundles(corpusFolder());
  const { sets, rows, bytes } = await writeMirror(
    resolve(out),
    shapesOf(kind, share),
    attack,
    seed,
  );
  process.stdout.write(
    `${groupDigits(rows)} rows in ${counted(sets, 'set')}, ${groupDigits(bytes)} bytes\n`,
  );
  return 0;
});

function readOptions(argv: readonly string[]): Options {
  const kinds = KINDS.map((kind) => `${kind} (${KIND_WORDS[kind]})`).join(', ');
  return new Command('generate')
    .description(`Writes synthetic mapping sets from a seed. Kinds: ${kinds}.`)
    .addOption(new Option('--kind <kind>', 'what to write').choices(KINDS).makeOptionMandatory())
    .requiredOption('--out <folder>', 'a folder that is empty, or not there yet')
    .option('--seed <seed>', 'same seed, same bytes', '1')
    .option('--share <number>', 'make every set smaller, from above 0 to 1', shareOf, 1)
    .exitOverride()
    .parse(argv)
    .opts<Options>();
}
