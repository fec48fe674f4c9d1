/** Measures builds of the corpus against the floor: see README.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { CommanderError } from 'commander';
import { corpusFolder, NO_CORPUS, readCorpus } from './corpus.ts';
import { timeJson } from './json-text.ts';
import { type Options, readOptions } from './options.ts';
import {
  buildCold,
  outputOf,
  PROCESS_PARTS,
  type ProcessPart,
  runPart,
  type Sample,
} from './parts.ts';
import { printed } from './print.ts';
import { type BenchReport, makeReport } from './report.ts';
import { timeScraping } from './scraping.ts';
import { bytesIn, openWorkshop, type Workshop } from './workshop.ts';

const USAGE = 2;
const INTERRUPTED = 130;

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => interruption.abort(new Error('interrupted')));

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv);
    const mirror = corpusFolder();
    if (mirror === undefined) {
      process.stderr.write(`${NO_CORPUS}\n`);
      return USAGE;
    }
    const workshop = await openWorkshop();
    try {
      await publish(await measure(options, mirror, workshop), options);
    } finally {
      await workshop.remove();
    }
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    const { aborted } = interruption.signal;
    process.stderr.write(
      `bench: ${aborted || !(error instanceof Error) ? 'interrupted' : error.message}\n`,
    );
    return aborted ? INTERRUPTED : 1;
  }
}

async function measure(
  { runs, only }: Options,
  mirror: string,
  workshop: Workshop,
): Promise<BenchReport> {
  const { signal } = interruption;
  const bench = { workshop, mirror, signal };
  const loadBefore = loadavg()[0] ?? 0;
  say('a first build, not counted');
  await buildCold(bench);
  const output = outputOf(workshop);
  const corpus = await readCorpus(mirror, output);
  const { all: outputBytes } = await bytesIn(output, 0);

  const parts = PROCESS_PARTS.filter((part) => only.includes(part));
  const samples = new Map<ProcessPart, Sample[]>(parts.map((part) => [part, []]));
  for (let run = 1; run <= runs; run += 1) {
    // Round by round, so that what else the machine does disturbs every part alike.
    for (const [part, taken] of samples) {
      const sample = await runPart(part, bench, corpus, outputBytes);
      taken.push(sample);
      say(`run ${run} of ${runs}: ${part} ${sample.seconds.toFixed(3)} s`);
    }
  }
  const json = only.includes('json') ? await measureJson(corpus.largest, runs) : undefined;
  const scraping = only.includes('scraping') ? measureScraping(mirror, runs) : undefined;
  return makeReport({ corpus, outputBytes, loadBefore, samples, json, scraping });
}

async function measureJson(file: string, runs: number) {
  say('JSON text of the largest set');
  return timeJson(JSON.parse(await readFile(file, 'utf8')), runs, interruption.signal);
}

function measureScraping(mirror: string, runs: number) {
  say('pages of the site');
  return timeScraping(mirror, runs, interruption.signal);
}

async function publish(report: BenchReport, { json }: Options): Promise<void> {
  const text = `${JSON.stringify(report, undefined, 2)}\n`;
  if (typeof json === 'string') await writeFile(json, text);
  // Standard output holds either the tables or the JSON.
  process.stdout.write(json === true ? text : printed(report));
}

function say(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}
