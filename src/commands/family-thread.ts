import { parentPort, workerData } from 'node:worker_threads';
import type { AttackIndex, FetchDocument, FetchedDocument } from '../contracts.ts';
import { cacheFolder } from '../io/cache-folder.ts';
import { stagingArea } from '../io/output-folder.ts';
import { sent, threadCalls } from '../io/thread-calls.ts';
import type { SetOutcome } from '../pipeline/build-family.ts';
import { type FamilyJob, inThisThread } from '../pipeline/family-runner.ts';
import { once } from '../pipeline/index-reader.ts';
import type { SetPlan } from '../pipeline/plan.ts';
import { registries } from './registries.ts';

/** What a thread is started with. */
export interface ThreadData {
  readonly job: FamilyJob;
  /** Folder of the pipeline's output, locked by the thread that started this one. */
  readonly folder: string;
  readonly cache: string;
}

export type SentOutcome =
  | Extract<SetOutcome, { entry: unknown }>
  | { readonly plan: SetPlan; readonly error: ReturnType<typeof sent> };

/** The thread: builds the families that it is handed, and asks for the documents it needs. */
if (parentPort) {
  const { job, folder, cache } = workerData as ThreadData;
  const call = threadCalls(parentPort, {
    build: async (family: SetPlan[]): Promise<SentOutcome[]> =>
      (await runner.run(family)).map((outcome) =>
        'error' in outcome ? { plan: outcome.plan, error: sent(outcome.error) } : outcome,
      ),
  });
  const fetch: FetchDocument = async (url) => {
    const document = (await call('fetch', url)) as Omit<FetchedDocument, 'read'>;
    return { ...document, read: async () => (await call('read', url)) as Uint8Array };
  };
  const ports = {
    fetch,
    output: stagingArea(folder),
    cache: cacheFolder(cache),
    observe: () => {},
    // Whoever started this thread ends it.
    signal: new AbortController().signal,
  };
  const readIndex = once(async (address) => (await call('index', address)) as AttackIndex);
  const runner = inThisThread(job, registries, ports, readIndex);
}
