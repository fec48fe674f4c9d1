import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Job, Message } from './messages.ts';
import type { Failure } from './try-target.ts';

/** Time for one input; most take milliseconds. */
const DEADLINE_MS = 30_000;
/** Inputs are small: what needs more than this keeps or multiplies them. */
const MOST_MEGABYTES = 512;

export interface Result {
  /** Inputs tried, by target. */
  readonly tried: ReadonlyMap<string, number>;
  /** The seed of the last round. */
  readonly lastSeed: number;
  readonly failure?: Failure;
}

/**
 * Lets another process try. One that looks at an input for longer than the deadline is killed; that,
 * and one that ends by itself, as for want of memory, is a failure too.
 */
export async function watch(
  { minutes, only, seed }: Job,
  deadline = DEADLINE_MS,
  script = new URL('./trial-process.ts', import.meta.url),
): Promise<Result> {
  const job: Job = { minutes, only, seed };
  const child = fork(fileURLToPath(script), [JSON.stringify(job)], {
    serialization: 'advanced',
    execArgv: ['--import', 'tsx', `--max-old-space-size=${MOST_MEGABYTES}`],
  });
  const tried = new Map<string, number>();
  let trying = { target: 'start', seed };
  let nth = 0;
  let failure: Failure | undefined;
  const fail = (message: string) => {
    failure ??= {
      ...trying,
      path: '',
      message: `input ${nth} of the round: ${message}`,
      input: '',
    };
  };
  const late = () => {
    fail(`more than ${deadline} ms`);
    child.kill('SIGKILL');
  };

  let timer = setTimeout(late, deadline);
  child.on('message', (message: Message) => {
    clearTimeout(timer);
    timer = setTimeout(late, deadline);
    if (message.type === 'trying') {
      trying = message;
      nth = 0;
    } else if (message.type === 'input') nth += 1;
    else if (message.type === 'failed') failure = message.failure;
    else tried.set(message.target, (tried.get(message.target) ?? 0) + message.count);
  });
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code !== 0) fail(`the process ended with ${signal ?? code}`);
      resolve();
    });
  });
  clearTimeout(timer);
  return {
    tried,
    lastSeed: trying.seed,
    ...(failure ? { failure } : {}),
  };
}
