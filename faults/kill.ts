/**
 * Kills builds and regenerations at random moments: `npm run kill -- --times 200 --seed 7`. After
 * each kill every file is as before or as after, and the next run gives the bytes of one that was
 * left alone. Exits 1 when something was found.
 */
import { join, resolve } from 'node:path';
import { CommanderError } from 'commander';
import { openWorkshop } from '../bench/workshop.ts';
import { corpusInputs, sampleInputs } from './inputs.ts';
import { night } from './night.ts';
import { type KillOptions, readOptions } from './options.ts';
import { randomFrom } from './random.ts';

const ROOT = resolve(import.meta.dirname, '..');
/** Rounds from one state of the inputs to the next. */
const ROUNDS = 4;

/** The first one lets the last run end and removes the folder. */
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => interruption.abort(new Error('interrupted')));

try {
  process.exitCode = await main(readOptions(process.argv));
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}

async function main({ times, seed, corpus }: KillOptions): Promise<number> {
  const what = corpus === undefined ? 'the sample' : corpus;
  console.log(`kill: ${times} kills of ${what}, seed ${seed}`);
  const started = performance.now();
  const workshop = await openWorkshop();
  try {
    const random = randomFrom(seed);
    const place = workshop.file('inputs');
    const inputs =
      corpus === undefined
        ? await sampleInputs(join(ROOT, 'pipelines'), place)
        : await corpusInputs(resolve(corpus), place);
    const { cli } = workshop;
    const folder = workshop.file('nights');
    const sum = { kills: 0, late: 0, nights: 0, problems: 0 };
    // A run may end before its moment: the bound keeps this from going on for ever.
    while (sum.kills < times && sum.nights < times && !interruption.signal.aborted) {
      const done = await night({ cli, folder, inputs, random }, ROUNDS, times - sum.kills);
      sum.nights += 1;
      sum.kills += done.kills;
      sum.late += done.late;
      sum.problems += done.problems.length;
      if (process.stderr.isTTY) process.stderr.write(`  ${sum.kills} of ${times}\r`);
      for (const problem of done.problems) console.log(`  night ${sum.nights}: ${problem}`);
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `kill: ${sum.kills} kills in ${sum.nights} nights, ${sum.late} runs ended before their moment, ${sum.problems} problems, ${seconds} s, seed ${seed}`,
    );
    return sum.problems > 0 || sum.kills < times ? 1 : 0;
  } finally {
    await workshop.remove();
  }
}
