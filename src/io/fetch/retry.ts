import { setTimeout as sleep } from 'node:timers/promises';
import { type Deadline, withDeadline } from './deadline.ts';
import type { FetchLimits } from './options.ts';
import { Trouble } from './trouble.ts';

type RetryLimits = Pick<FetchLimits, 'totalTimeout' | 'maxAttempts' | 'baseDelay' | 'maxDelay'>;

/**
 * Runs `attempt` until it succeeds, as often and as long as the limits allow. Waits between
 * attempts as long as the server asks, else exponentially longer with full jitter. Rejects with
 * the last Trouble, or at once with anything that another attempt cannot mend.
 */
export function withRetries<T>(
  subject: string,
  limits: RetryLimits,
  stop: AbortSignal | undefined,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withDeadline(subject, limits.totalTimeout, stop, async (deadline) => {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await attempt(deadline.signal);
      } catch (error) {
        if (deadline.signal.aborted || !(error instanceof Trouble) || !error.retry) throw error;
        if (attempts >= limits.maxAttempts) throw gaveUp(error, ` after ${attempts} attempts`);
        await waitBeforeNext(attempts, error, limits, deadline);
      }
    }
  });
}

async function waitBeforeNext(
  attempts: number,
  trouble: Trouble,
  { baseDelay, maxDelay, totalTimeout }: RetryLimits,
  deadline: Deadline,
): Promise<void> {
  const jitter = Math.random() * Math.min(maxDelay, baseDelay * 2 ** (attempts - 1));
  const wait = Math.max(jitter, trouble.retryAfter ?? 0);
  if (wait >= deadline.remaining()) {
    const asked = trouble.retryAfter === undefined ? 'waiting' : 'waiting as long as it asks for';
    throw gaveUp(
      trouble,
      `; ${asked}, ${seconds(wait)}, does not fit into the ${seconds(totalTimeout)} that a document may take`,
    );
  }
  await sleep(wait, undefined, { signal: deadline.signal });
}

function gaveUp(trouble: Trouble, why: string): Trouble {
  const { message, advice } = trouble;
  return new Trouble(`${message}${why}`, { retry: false, advice, cause: trouble });
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`;
}
