import { Worker } from 'node:worker_threads';
import type { Options } from './options.ts';
import type { Failure } from './try-target.ts';
import { DEADLINE_MS, type Job, type Message } from './watched.ts';

export interface Result {
  /** Inputs tried, by target. */
  readonly tried: ReadonlyMap<string, number>;
  /** The seed of the last round. */
  readonly lastSeed: number;
  readonly failure?: Failure;
}

/**
 * Lets a thread try, and ends it when it looks at one input for longer than the deadline. Rejects
 * when the thread breaks by itself.
 */
export async function watch(
  { minutes, only, seed }: Options,
  deadline = DEADLINE_MS,
  script = new URL('./worker.ts', import.meta.url),
): Promise<Result> {
  const begun = new SharedArrayBuffer(4);
  const job: Job = { minutes, only, seed, begun };
  const worker = new Worker(script, { workerData: job });
  const tried = new Map<string, number>();
  let trying = { target: 'start', seed };
  let failure: Failure | undefined;

  let last = -1;
  const timer = setInterval(() => {
    const now = Atomics.load(new Int32Array(begun), 0);
    if (now === last) {
      failure = {
        ...trying,
        path: '',
        message: `an input takes more than ${deadline} ms`,
        input: '',
      };
      void worker.terminate();
    }
    last = now;
  }, deadline);
  worker.on('message', (message: Message) => {
    if (message.type === 'trying') trying = message;
    else if (message.type === 'failed') failure = message.failure;
    else tried.set(message.target, (tried.get(message.target) ?? 0) + message.count);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', () => resolve());
    });
  } finally {
    clearInterval(timer);
  }
  return { tried, lastSeed: trying.seed, ...(failure ? { failure } : {}) };
}
