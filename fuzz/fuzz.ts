/** Tries made-up inputs on everything that reads or writes documents: see CONTRIBUTING.md. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { groupDigits, textTable } from '../src/report/table.ts';
import { type Options, readOptions } from './options.ts';
import type { Failure } from './try-target.ts';
import { watch } from './watch.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv);
    process.stdout.write(`seed ${options.seed}, ${options.minutes} min\n`);
    const { tried, lastSeed, failure } = await watch(options);
    const all = [...tried.values()].reduce((sum, count) => sum + count, 0);
    const rows = [...tried, ['all', all] as const].map(([name, n]) => [name, groupDigits(n)]);
    process.stdout.write(`${textTable(['target', 'inputs'], rows)}\n`);
    process.stdout.write(`seeds ${options.seed} to ${lastSeed}\n`);
    if (failure === undefined) return 0;
    process.stdout.write(await described(failure, options));
    return 1;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

/** What failed, for people; the input goes to a file. */
async function described(failure: Failure, { out }: Options): Promise<string> {
  const { target, seed, path, message, input } = failure;
  await mkdir(out, { recursive: true });
  const file = join(out, `${target.replaceAll('/', '-')}-${seed}`);
  await writeFile(file, input);
  return `FAILED ${target}, seed ${seed}, path ${path}\n${message}\nThe shrunken input is in ${file}\n`;
}
