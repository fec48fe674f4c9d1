import { stopped, Trouble } from './trouble.ts';

export interface Deadline {
  /** Aborted, with what is to be thrown, at the deadline or when the run is stopped. */
  readonly signal: AbortSignal;
  /** Milliseconds left. */
  remaining(): number;
}

/**
 * Runs with `ms` milliseconds to go. Rejects with Trouble when they are over and with a fatal
 * `fetch` error once `stop` is aborted, whatever the work itself made of being aborted.
 */
export async function withDeadline<T>(
  subject: string,
  ms: number,
  stop: AbortSignal | undefined,
  run: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const end = performance.now() + ms;
  const onTime = () =>
    controller.abort(new Trouble(`not finished within ${ms / 1000} s`, { retry: false }));
  const onStop = () => controller.abort(stopped(subject, stop?.reason));
  const timer = setTimeout(onTime, ms);
  stop?.addEventListener('abort', onStop);
  try {
    if (stop?.aborted) onStop();
    controller.signal.throwIfAborted();
    return await run({ signal: controller.signal, remaining: () => end - performance.now() });
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', onStop);
  }
}
