import type { RunEvent } from '../contracts.ts';
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

const BAR = 24;

/** A bar a stage on a terminal, one plain line a set in a log; when quiet, what was said only. */
export function progress(stream: ProgressStream, quiet: boolean): Progress {
  if (quiet) return { observe() {}, say: (line) => stream.write(`${line}\n`), end() {} };
  return stream.isTTY && process.env.TERM !== 'dumb' ? bar(stream) : lines(stream);
}

function lines(stream: ProgressStream): Progress {
  return {
    observe(event) {
      if (event.type === 'stage')
        stream.write(`${event.pipeline}: ${event.stage}: ${event.total} sets\n`);
      if (event.type === 'set')
        stream.write(`${event.pipeline}/${event.report.path}: ${summary(event)}\n`);
    },
    say: (line) => stream.write(`${line}\n`),
    end() {},
  };
}

function summary({ report }: Extract<RunEvent, { type: 'set' }>): string {
  if (report.status === 'failed') return `failed (${report.error?.code ?? 'error'})`;
  return `${report.status}, ${groupDigits(report.mappings)} mappings, ${report.warnings} warnings, ${report.files} files`;
}

function bar(stream: ProgressStream): Progress {
  let stage = { name: '', total: 0, done: 0, started: 0 };
  const draw = (label: string) => {
    const filled =
      stage.total === 0 ? BAR : Math.min(BAR, Math.round((BAR * stage.done) / stage.total));
    const text = `${stage.name} [${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${stage.done}/${stage.total}${timeLeft(stage)} ${label}`;
    stream.write(`\r\u001b[K${text.slice(0, (stream.columns ?? 80) - 1)}`);
  };
  return {
    observe(event) {
      if (event.type === 'stage') {
        stage = {
          name: `${event.pipeline} ${event.stage}`,
          total: event.total,
          done: 0,
          started: performance.now(),
        };
        draw('');
        return;
      }
      stage.done += 1;
      draw(event.type === 'set' ? event.report.path : event.label);
    },
    say: (line) => stream.write(`\r\u001b[K${line}\n`),
    end: () => stream.write('\r\u001b[K'),
  };
}

function timeLeft({
  total,
  done,
  started,
}: {
  total: number;
  done: number;
  started: number;
}): string {
  if (done === 0 || done >= total) return '';
  const seconds = ((performance.now() - started) / 1000 / done) * (total - done);
  return seconds < 1 ? '' : ` ${Math.ceil(seconds)} s left`;
}
