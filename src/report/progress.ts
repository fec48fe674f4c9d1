import type { RunEvent } from '../contracts.ts';
import { countInWords, type StageCount, shortCount } from './stage-count.ts';
import { groupDigits } from './table.ts';

export interface Progress {
  observe(event: RunEvent & { readonly pipeline: string }): void;
  /** A line for people, between updates of the bar. */
  say(line: string): void;
  /** Clears the bar. */
  end(): void;
}

/** The part of a stream that progress needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Milliseconds of a clock that never goes back. */
type Now = () => number;

const BAR = 24;
/** A log gets a line on documents no more often, in milliseconds. */
const BETWEEN_LINES = 10_000;

/**
 * A bar a stage on a terminal; in a log one plain line a set, and one in ten seconds on documents;
 * when quiet, what was said only.
 */
export function progress(
  stream: ProgressStream,
  quiet: boolean,
  now: Now = () => performance.now(),
): Progress {
  if (quiet) return { observe() {}, say: (line) => stream.write(`${line}\n`), end() {} };
  return stream.isTTY && process.env.TERM !== 'dumb' ? bar(stream, now) : lines(stream, now);
}

function lines(stream: ProgressStream, now: Now): Progress {
  let stage: StageCount | undefined;
  let told = 0;
  const tell = () => {
    if (stage) stream.write(`${stage.name}: ${countInWords(stage, 'documents', now())}\n`);
    told = now();
  };
  /** The last line on documents, when there were any. */
  const finish = () => {
    if (stage && stage.done > 0) tell();
    stage = undefined;
  };
  return {
    observe(event) {
      if (event.type === 'stage') {
        const name = `${event.pipeline}: ${event.stage}`;
        if (stage?.name === name) {
          stage.total = event.total;
          return;
        }
        finish();
        stage = { name, total: event.total, done: 0, started: now() };
        told = now();
        if (event.stage === 'build') stream.write(`${name}: ${event.total} sets\n`);
      } else if (event.type === 'set') {
        stream.write(`${event.pipeline}/${event.report.path}: ${summary(event)}\n`);
      } else if (stage) {
        stage.done += 1;
        if (now() - told >= BETWEEN_LINES) tell();
      }
    },
    say: (line) => stream.write(`${line}\n`),
    end: finish,
  };
}

function summary({ report }: Extract<RunEvent, { type: 'set' }>): string {
  if (report.status === 'failed') return `failed (${report.error?.code ?? 'error'})`;
  if (report.status === 'stale') return `stale (${report.error?.gate ?? 'gate'})`;
  return `${report.status}, ${groupDigits(report.mappings)} mappings, ${report.warnings} warnings, ${report.files} files`;
}

/** The end of an address or path tells more than its beginning, which is that of many. */
function ending(label: string, room: number): string {
  return label.length <= room || room < 2 ? label : `…${label.slice(1 - room)}`;
}

function bar(stream: ProgressStream, now: Now): Progress {
  let stage: StageCount = { name: '', total: 0, done: 0, started: 0 };
  let label = '';
  const draw = () => {
    const filled =
      stage.total === 0 ? BAR : Math.min(BAR, Math.round((BAR * stage.done) / stage.total));
    const text = `${stage.name} [${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${shortCount(stage, now())} `;
    const width = (stream.columns ?? 80) - 1;
    stream.write(`\r\u001b[K${(text + ending(label, width - text.length)).slice(0, width)}`);
  };
  return {
    observe(event) {
      if (event.type === 'stage') {
        const name = `${event.pipeline} ${event.stage}`;
        if (stage.name === name) stage.total = event.total;
        else {
          stage = { name, total: event.total, done: 0, started: now() };
          label = '';
        }
      } else {
        stage.done += 1;
        label = event.type === 'set' ? event.report.path : event.label;
      }
      draw();
    },
    say: (line) => stream.write(`\r\u001b[K${line}\n`),
    end: () => stream.write('\r\u001b[K'),
  };
}
