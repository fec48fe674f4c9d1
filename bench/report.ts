import { cpus, loadavg } from 'node:os';
import type { Corpus } from './corpus.ts';
import type { JsonTiming } from './json-text.ts';
import { judge, type Verdict } from './limits.ts';
import type { ProcessPart, Sample } from './parts.ts';
import type { ScrapingTiming } from './scraping.ts';
import { type Spread, spread } from './statistics.ts';

/** One part over all its runs. Seconds, bytes. */
export interface PartSummary {
  readonly part: ProcessPart;
  readonly seconds: Spread;
  /** CPU seconds, user and system: what other work on the machine disturbs least. */
  readonly cpu: Spread;
  readonly peakBytes: number;
  readonly written: number;
  readonly rowsPerSecond: number;
  readonly megabytesPerSecond: number;
  /** Medians over the floor's, where the floor was measured. */
  readonly toFloor?: { readonly seconds: number; readonly cpu: number };
  readonly samples: readonly Sample[];
}

/** The whole run, as --json prints it. */
export interface BenchReport {
  readonly at: string;
  readonly machine: {
    readonly node: string;
    readonly platform: string;
    readonly cpus: readonly string[];
    /** Load average of a minute, before and after. More than 0 before is somebody else's work. */
    readonly load: readonly [number, number];
  };
  readonly corpus: {
    readonly folder: string;
    readonly sets: number;
    readonly rows: number;
    readonly documents: number;
    readonly inputBytes: number;
    readonly outputBytes: number;
  };
  readonly parts: readonly PartSummary[];
  readonly limits: readonly Verdict[];
  readonly json?: readonly JsonTiming[];
  readonly scraping?: ScrapingTiming;
}

export interface Measured {
  readonly corpus: Corpus;
  readonly outputBytes: number;
  readonly loadBefore: number;
  readonly samples: ReadonlyMap<ProcessPart, readonly Sample[]>;
  readonly json: readonly JsonTiming[] | undefined;
  readonly scraping: ScrapingTiming | undefined;
}

export function makeReport({
  corpus,
  outputBytes,
  loadBefore,
  samples,
  json,
  scraping,
}: Measured): BenchReport {
  const floor = samples.get('floor');
  const parts = [...samples].map(([part, all]) => summary(part, all, corpus.rows, floor));
  return {
    at: new Date().toISOString(),
    machine: {
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      cpus: cpus().map(({ model }) => model),
      load: [loadBefore, loadavg()[0] ?? 0],
    },
    corpus: {
      folder: corpus.folder,
      sets: corpus.sets,
      rows: corpus.rows,
      documents: corpus.files.length,
      inputBytes: corpus.files.reduce((sum, { bytes }) => sum + bytes, 0),
      outputBytes,
    },
    parts,
    limits: judge(parts, scraping),
    ...(json ? { json } : {}),
    ...(scraping ? { scraping } : {}),
  };
}

function summary(
  part: ProcessPart,
  samples: readonly Sample[],
  rows: number,
  floor: readonly Sample[] | undefined,
): PartSummary {
  const seconds = spread(samples.map((sample) => sample.seconds));
  const cpu = spread(samples.map(cpuOf));
  const written = spread(samples.map((sample) => sample.written)).median;
  const toFloor = floor && {
    seconds: seconds.median / spread(floor.map((sample) => sample.seconds)).median,
    cpu: cpu.median / spread(floor.map(cpuOf)).median,
  };
  return {
    part,
    seconds,
    cpu,
    peakBytes: Math.max(...samples.map((sample) => sample.peakBytes)),
    written,
    rowsPerSecond: rows / seconds.median,
    megabytesPerSecond: written / 1e6 / seconds.median,
    ...(toFloor ? { toFloor } : {}),
    samples,
  };
}

function cpuOf({ user, system }: Sample): number {
  return user + system;
}
