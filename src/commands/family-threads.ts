import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FetchDocument } from '../contracts.ts';
import { type Call, received, threadCalls } from '../io/thread-calls.ts';
import type { SetOutcome } from '../pipeline/build-family.ts';
import type { FamilyJob, FamilyRunner } from '../pipeline/family-runner.ts';
import type { BundleAddress, ReadIndex } from '../pipeline/index-reader.ts';
import type { SetPlan } from '../pipeline/plan.ts';
import type { SentOutcome, ThreadData } from './family-thread.ts';

/** Starting a thread costs about a tenth of a second; fewer bytes than this are built faster without. */
const WORTH_BYTES = 4_000_000;
const MOST_THREADS = 4;

export interface ThreadPorts {
  readonly folder: string;
  readonly cache: string;
  readonly fetch: FetchDocument;
  readonly readIndex: ReadIndex;
}

/**
 * Builds families in threads of their own, one at a time in each. Undefined where that does not
 * pay. Threads ask this one for documents and ATT&CK indexes, so
 * that each is fetched and parsed once a run.
 */
export function familyThreads(
  job: FamilyJob,
  bytes: number,
  { folder, cache, fetch, readIndex }: ThreadPorts,
): FamilyRunner | undefined {
  const atOnce = Math.min(availableParallelism(), MOST_THREADS);
  // A thread cannot load TypeScript: from source, as in tests, this thread builds.
  if (bytes < WORTH_BYTES || atOnce < 2 || import.meta.url.endsWith('.ts')) return undefined;
  const workers: Worker[] = [];
  const idle: Call[] = [];
  const handlers = {
    fetch: async (url: string) => {
      const { read: _, ...document } = await fetch(url);
      return document;
    },
    read: async (url: string) => (await fetch(url)).read(),
    index: (address: BundleAddress) => readIndex(address),
  };
  const start = (): Call => {
    const workerData: ThreadData = { job, folder, cache };
    const worker = new Worker(new URL('./family-thread.js', import.meta.url), { workerData });
    workers.push(worker);
    return threadCalls(worker, handlers);
  };
  return {
    atOnce,
    async run(family: readonly SetPlan[]) {
      const call = idle.pop() ?? start();
      const outcomes = (await call('build', family)) as SentOutcome[];
      idle.push(call);
      return outcomes.map(
        (outcome): SetOutcome =>
          'error' in outcome
            ? { plan: outcome.plan, error: received(outcome.error) as never }
            : outcome,
      );
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
