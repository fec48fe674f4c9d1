import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bytesOf, fittingShare } from './disk-room.ts';
import { measureNode, type Usage } from './measure.ts';
import type { ScaleOptions } from './scale-options.ts';
import { type Kind, shapesOf } from './synthetic/kinds.ts';
import { bytesIn, empty, remove, type Workshop } from './workshop.ts';

/** What is measured: the kinds, and the largest of the many small sets alone. */
export type ScalePart = Kind | 'small, one set';

/** One kind, generated once and built some times. */
export interface ScaleSample {
  readonly part: ScalePart;
  /** 1, or less where the sets were made smaller. */
  readonly share: number;
  readonly sets: number;
  readonly rows: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Writing the sets. */
  readonly generated: Usage;
  readonly builds: readonly Usage[];
}

/** A kind that could not be built, with the end of what the build said. */
export interface ScaleFailure {
  readonly part: ScalePart;
  readonly failure: string;
}

/** Sets of the kind small have 20 to 60 rows by their number: this one has the most. */
const LARGEST_SMALL = 'small_41';
const GENERATE = fileURLToPath(import.meta.resolve('./generate.ts'));
const PIPELINE = fileURLToPath(import.meta.resolve('./generated.yaml'));

export interface Scale {
  readonly workshop: Workshop;
  readonly options: ScaleOptions;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Fills the cache with ATT&CK, which all kinds read: a build that does not count. */
export async function fillCache(scale: Scale): Promise<void> {
  await generate(scale, 'one', 0.001);
  await build(scale, []);
  await clear(scale);
}

/** Generates a kind, builds it, and removes what was written. */
export async function runKind(
  scale: Scale,
  kind: Kind,
): Promise<readonly (ScaleSample | ScaleFailure)[]> {
  const { workshop, options, say } = scale;
  const whole = shapesOf(kind, options.share);
  const fitting = await fittingShare(workshop.folder, bytesOf(whole));
  if (fitting === 0) return [{ part: kind, failure: 'no room on the disk' }];
  if (fitting < 1) say(`${kind}: room on the disk for sets ${fitting} times as large only`);
  const share = options.share * fitting;
  const shapes = shapesOf(kind, share);
  const rows = shapes.reduce((sum, shape) => sum + shape.rows, 0);
  try {
    const generated = await generate(scale, kind, share);
    const { all: read } = await bytesIn(mirrorOf(workshop), 0);
    const common = { share, generated, bytesIn: read };
    const all = { part: kind, ...common, sets: shapes.length, rows };
    const samples = [{ ...all, ...(await buildAll(scale, kind, [])) }];
    if (kind !== 'small') return samples;
    const one = shapes.find(({ framework }) => framework === LARGEST_SMALL);
    const part = { part: 'small, one set' as const, ...common, sets: 1, rows: one?.rows ?? 0 };
    const only = ['--only', `${LARGEST_SMALL}/**`];
    return [...samples, { ...part, ...(await buildAll(scale, part.part, only)) }];
  } catch (error) {
    if (scale.signal.aborted) throw error;
    return [{ part: kind, failure: error instanceof Error ? error.message : String(error) }];
  } finally {
    await clear(scale);
  }
}

async function buildAll(
  scale: Scale,
  part: ScalePart,
  more: readonly string[],
): Promise<Pick<ScaleSample, 'builds' | 'bytesOut'>> {
  const builds: Usage[] = [];
  let bytesOut = 0;
  while (builds.length < scale.options.runs) {
    const usage = await build(scale, more);
    builds.push(usage);
    bytesOut = (await bytesIn(scale.workshop.out, 0)).all;
    scale.say(`${part}: built in ${usage.seconds.toFixed(1)} s`);
  }
  return { builds, bytesOut };
}

async function generate(scale: Scale, kind: Kind, share: number): Promise<Usage> {
  const { workshop, options, signal } = scale;
  const mirror = mirrorOf(workshop);
  await remove(mirror);
  const what = ['--kind', kind, '--share', String(share), '--seed', options.seed];
  const args = ['--import', 'tsx', GENERATE, ...what, '--out', mirror];
  return measureNode(args, workshop.file('usage.json'), signal);
}

async function build(scale: Scale, more: readonly string[]): Promise<Usage> {
  const { workshop, options, signal } = scale;
  await empty(workshop.out);
  await remove(join(workshop.cache, 'builds'));
  const folders = ['--mirror', mirrorOf(workshop), '--out', workshop.out];
  const how = ['--formats', options.formats, '--align', 'none', '--cache', workshop.cache];
  const args = [workshop.cli, 'build', PIPELINE, ...folders, ...how, ...more, '--quiet'];
  return measureNode(args, workshop.file('usage.json'), signal);
}

async function clear({ workshop }: Scale): Promise<void> {
  await remove(mirrorOf(workshop));
  await remove(workshop.out);
}

function mirrorOf(workshop: Workshop): string {
  return workshop.file('mirror');
}
