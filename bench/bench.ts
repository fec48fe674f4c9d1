/** Measures builds of the corpus against the floor: see README.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { compareReports, comparisonText } from './compare.ts';
import { corpusFolder, NO_CORPUS, readCorpus } from './corpus.ts';
import { timeJson } from './json-text.ts';
import { type Options, readOptions } from './options.ts';
import {
  type Bench,
  buildCold,
  outputOf,
  PROCESS_PARTS,
  type ProcessPart,
  runPart,
  type Sample,
} from './parts.ts';
import { printed } from './print.ts';
import { readReport } from './read-report.ts';
import { type BenchReport, makeReport } from './report.ts';
import { runTool, UsageError } from './run-tool.ts';
import { timeScraping } from './scraping.ts';
import { bytesIn, openWorkshop } from './workshop.ts';

process.exitCode = await runTool('bench', async (signal) => {
  const options = readOptions(process.argv);
  const mirror = corpusFolder();
  if (mirror === undefined) throw new UsageError(NO_CORPUS);
  // Before hours of measuring: a file that is no report would be found out too late.
  const old = options.compare === undefined ? undefined : await readReport(options.compare);
  const workshop = await openWorkshop();
  try {
    const report = await measure(options, { workshop, mirror, signal });
    await publish(report, options);
    return old ? compare(old, report, options) : 0;
  } finally {
    await workshop.remove();
  }
});

async function measure({ runs, only }: Options, bench: Bench): Promise<BenchReport> {
  const { workshop, mirror, signal } = bench;
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
  const json = only.includes('json') ? await measureJson(corpus.largest, runs, signal) : undefined;
  const scraping = only.includes('scraping') ? measureScraping(mirror, runs, signal) : undefined;
  return makeReport({ corpus, outputBytes, loadBefore, samples, json, scraping });
}

async function measureJson(file: string, runs: number, signal: AbortSignal) {
  say('JSON text of the largest set');
  return timeJson(JSON.parse(await readFile(file, 'utf8')), runs, signal);
}

function measureScraping(mirror: string, runs: number, signal: AbortSignal) {
  say('pages of the site');
  return timeScraping(mirror, runs, signal);
}

async function publish(report: BenchReport, { json }: Options): Promise<void> {
  const text = `${JSON.stringify(report, undefined, 2)}\n`;
  if (typeof json === 'string') await writeFile(json, text);
  // Standard output holds either the tables or the JSON.
  process.stdout.write(json === true ? text : printed(report));
}

/** Says on the terminal what moved since OLD; whether that fails is the caller's choice. */
function compare(old: BenchReport, now: BenchReport, { fail, json }: Options): number {
  const changes = compareReports(old, now);
  // Standard output may hold the report as JSON.
  (json === true ? process.stderr : process.stdout).write(`\n${comparisonText(changes)}\n`);
  return fail && changes.some(({ verdict }) => verdict === 'more') ? 1 : 0;
}

function say(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}
