import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';

/** One run of one process. Seconds of wall clock, of CPU in user and system mode; bytes of memory. */
export interface Usage {
  readonly seconds: number;
  readonly user: number;
  readonly system: number;
  readonly peakBytes: number;
}

const HOOK = import.meta.resolve('./report-rss.mjs');

/**
 * Runs `node ARGS` and measures it from spawn to exit. Rejects when it ends with another code than
 * the wanted one, with the end of what it said. When `signal` aborts, the process is killed, and waited for.
 */
export async function measureNode(
  args: readonly string[],
  usageFile: string,
  signal: AbortSignal,
  wanted = 0,
): Promise<Usage> {
  signal.throwIfAborted();
  await rm(usageFile, { force: true });
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', HOOK, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, BENCH_USAGE_FILE: usageFile },
  });
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-4000);
    });
  }
  let seconds = 0;
  const code = await new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', () => {
      seconds = (performance.now() - start) / 1000;
    });
    child.on('close', done);
  });
  signal.removeEventListener('abort', kill);
  signal.throwIfAborted();
  if (code !== wanted) throw new Error(`node ${args.join(' ')}\nended with ${code}\n${said}`);
  const usage = JSON.parse(await readFile(usageFile, 'utf8')) as Omit<Usage, 'seconds'>;
  return { seconds, ...usage };
}
