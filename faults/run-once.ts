import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const HOOK = fileURLToPath(import.meta.resolve('./kill-at.mjs'));
/** No run of the sample or of the corpus takes as long. */
const LIMIT_MS = 120_000;

/** When a run is killed: at one of its changes to the file system, or after a time. */
export type Moment =
  | { readonly operation: number; readonly when: 'before' | 'half' | 'after' }
  | { readonly milliseconds: number };

export interface RunOptions {
  readonly kill?: Moment | undefined;
  /** File that is given the number of changes to the file system. */
  readonly countFile?: string;
}

export interface Ran {
  /** Null when it was killed. */
  readonly exitCode: number | null;
  /** What it said on both streams. */
  readonly text: string;
}

/** Runs the command line once, in a process of its own that is gone when this resolves. */
export function runOnce(
  cli: string,
  args: readonly string[],
  { kill, countFile }: RunOptions = {},
): Promise<Ran> {
  const env = { ...process.env };
  if (countFile !== undefined) env.ATTACK_MAPPINGS_COUNT = countFile;
  if (kill && 'operation' in kill) env.ATTACK_MAPPINGS_KILL = `${kill.operation}:${kill.when}`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', HOOK, cli, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const after = kill && 'milliseconds' in kill ? kill.milliseconds : LIMIT_MS;
    const timer = setTimeout(() => child.kill('SIGKILL'), after);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, text });
    });
  });
}
