import { CommanderError } from 'commander';

const USAGE = 2;
const INTERRUPTED = 130;

/** A mistake of whoever called: no failure of what is measured. */
export class UsageError extends Error {}

/** Runs a command of this folder to its exit code: 2 for a wrong call, 130 when interrupted. */
export async function runTool(
  name: string,
  work: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => interruption.abort(new Error('interrupted')));
  try {
    return await work(interruption.signal);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    const { aborted } = interruption.signal;
    const message = aborted || !(error instanceof Error) ? 'interrupted' : error.message;
    process.stderr.write(`${name}: ${message}\n`);
    if (aborted) return INTERRUPTED;
    return error instanceof UsageError ? USAGE : 1;
  }
}
