import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Corpus } from './corpus.ts';
import { measureNode, type Usage } from './measure.ts';
import { bytesIn, empty, remove, type Workshop } from './workshop.ts';

/** The parts that are processes of their own, in the order in which a round runs them. */
export const PROCESS_PARTS = [
  'cold',
  'floor',
  'floor-copy',
  'warm',
  'unchanged',
  'one-set',
  'validate',
  'migrate',
  'aligned',
  'regenerate',
  'regenerate-unchanged',
  'diff',
] as const;
export type ProcessPart = (typeof PROCESS_PARTS)[number];

/** One measured run, with the bytes that it wrote. */
export interface Sample extends Usage {
  readonly written: number;
}

export interface Bench {
  readonly workshop: Workshop;
  /** Folder of the corpus. */
  readonly mirror: string;
  readonly signal: AbortSignal;
}

const PIPELINE = 'mappings-explorer';
const ONE_SET = 'm365/**';
/** Exit code of validate when there are findings. */
const FINDINGS = 1;

/** The folder that the pipeline is built into. */
export function outputOf({ out }: Workshop): string {
  return join(out, PIPELINE);
}

/** Builds the corpus from nothing; what the build wrote stays in the workshop. */
export async function buildCold(bench: Bench): Promise<Sample> {
  await empty(bench.workshop.cache);
  await empty(bench.workshop.out);
  return build(bench);
}

/** Builds with the ATT&CK index cached, but no output and no memory of an earlier build. */
async function buildWarm(bench: Bench): Promise<Sample> {
  await remove(join(bench.workshop.cache, 'builds'));
  await empty(bench.workshop.out);
  return build(bench);
}

/** Builds what is built already. Must follow another build. */
async function buildUnchanged(bench: Bench): Promise<Sample> {
  const sample = await build(bench);
  const { all } = await bytesIn(outputOf(bench.workshop), 0);
  if (sample.written > all / 20)
    throw new Error(`an unchanged build wrote ${sample.written} of ${all} bytes anew`);
  return sample;
}

/** The sets of one framework, ATT&CK cached: what somebody waits for who works on it. */
async function buildOneSet(bench: Bench): Promise<Sample> {
  const out = bench.workshop.file('one-set');
  await empty(out);
  const sample = await build(bench, 'none', out, ['--only', ONE_SET]);
  await remove(out);
  return sample;
}

/** Every set in every format. Sets are aligned where a version is named. */
async function build(
  { workshop, mirror, signal }: Bench,
  align = 'none',
  to = workshop.out,
  more: readonly string[] = [],
): Promise<Sample> {
  const { cli, cache } = workshop;
  const formats = ['--formats', 'json,csv,navigator,stix', '--align', align];
  const folders = ['--mirror', mirror, '--out', to, '--cache', cache];
  const start = Date.now();
  const args = [cli, 'build', PIPELINE, ...formats, ...folders, ...more, '--quiet'];
  const usage = await measureNode(args, workshop.file('usage.json'), signal);
  return { ...usage, written: (await bytesIn(join(to, PIPELINE), start)).written };
}

/** Regenerates warm, into a folder of its own: a build with gates, ledgers and a comparison. */
async function regenerate(bench: Bench): Promise<Sample> {
  await empty(bench.workshop.file('regenerated'));
  return regenerateOnce(bench);
}

/** Regenerates what is regenerated already. */
async function regenerateUnchanged(bench: Bench): Promise<Sample> {
  if ((await bytesIn(bench.workshop.file('regenerated'), 0)).all === 0) await regenerate(bench);
  const sample = await regenerateOnce(bench);
  if (sample.written > 1e6) throw new Error(`${sample.written} bytes were written anew`);
  return sample;
}

async function regenerateOnce({ workshop, mirror, signal }: Bench): Promise<Sample> {
  const out = workshop.file('regenerated');
  const formats = ['--formats', 'json,csv,navigator,stix', '--align', 'none'];
  const folders = ['--mirror', mirror, '--out', out, '--cache', workshop.cache];
  const start = Date.now();
  const args = [workshop.cli, 'regenerate', PIPELINE, ...formats, ...folders, '--quiet'];
  const usage = await measureNode(args, workshop.file('usage.json'), signal);
  return { ...usage, written: (await bytesIn(out, start)).written };
}

/** Compares the two largest mapping files, row by row, without ATT&CK. */
async function diff({ workshop, signal }: Bench, { files }: Corpus): Promise<Sample> {
  const largest = [...files].sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
  const paths = largest.slice(0, 2).map(({ path }) => path);
  const out = workshop.file('changes.json');
  const args = [workshop.cli, 'diff', ...paths, '--no-attack', '--json', '--out', out];
  const usage = await measureNode(args, workshop.file('usage.json'), signal);
  await remove(out);
  return { ...usage, written: 0 };
}

/** Builds warm, and carries the newest sets to the latest ATT&CK, with files over all frameworks. */
async function buildAligned(bench: Bench): Promise<Sample> {
  const out = bench.workshop.file('aligned');
  await empty(out);
  const sample = await build(bench, 'latest', out);
  await remove(out);
  return sample;
}

/** Carries every mapping file to the latest ATT&CK, as canonical sets. */
async function migrate({ workshop, mirror, signal }: Bench, { files }: Corpus): Promise<Sample> {
  const out = workshop.file('migrated');
  await empty(out);
  const folders = ['--mirror', mirror, '--out', out, '--cache', workshop.cache];
  const paths = files.map(({ path }) => path);
  const args = [workshop.cli, 'migrate', ...paths, '--to', 'latest', ...folders, '--quiet'];
  const usage = await measureNode(args, workshop.file('usage.json'), signal);
  const { all } = await bytesIn(out, 0);
  await remove(out);
  return { ...usage, written: all };
}

/** Runs every rule on every mapping file. */
async function validate({ workshop, mirror, signal }: Bench, { files }: Corpus): Promise<Sample> {
  const paths = files.map(({ path }) => path);
  const folders = ['--mirror', mirror, '--cache', workshop.cache];
  const args = [workshop.cli, 'validate', ...paths, ...folders];
  // There is something to find in the corpus.
  const usage = await measureNode(args, workshop.file('usage.json'), signal, FINDINGS);
  return { ...usage, written: 0 };
}

/** What no build can be faster than: see floor.mjs. */
async function floor(
  { workshop, signal }: Bench,
  corpus: Corpus,
  bytes: number,
  mode: 'stringify' | 'copy',
): Promise<Sample> {
  const out = workshop.floor;
  await empty(out);
  const job = workshop.file('floor-job.json');
  await writeFile(job, JSON.stringify({ files: corpus.files, bytes, out, mode }));
  const args = [fileURLToPath(import.meta.resolve('./floor.mjs')), job];
  const usage = await measureNode(args, workshop.file('usage.json'), signal);
  const { all } = await bytesIn(out, 0);
  if (all !== bytes) throw new Error(`the floor wrote ${all} bytes instead of ${bytes}`);
  await remove(out);
  return { ...usage, written: all };
}

/** Runs one part once. `bytes` is what a build writes; the workshop holds a whole build. */
export async function runPart(
  part: ProcessPart,
  bench: Bench,
  corpus: Corpus,
  bytes: number,
): Promise<Sample> {
  switch (part) {
    case 'cold':
      return buildCold(bench);
    case 'floor':
      return floor(bench, corpus, bytes, 'stringify');
    case 'floor-copy':
      return floor(bench, corpus, bytes, 'copy');
    case 'warm':
      return buildWarm(bench);
    case 'unchanged':
      return buildUnchanged(bench);
    case 'one-set':
      return buildOneSet(bench);
    case 'validate':
      return validate(bench, corpus);
    case 'migrate':
      return migrate(bench, corpus);
    case 'aligned':
      return buildAligned(bench);
    case 'regenerate':
      return regenerate(bench);
    case 'regenerate-unchanged':
      return regenerateUnchanged(bench);
    case 'diff':
      return diff(bench, corpus);
  }
}
