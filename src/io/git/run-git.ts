import { execFile } from 'node:child_process';
import { AttackMappingsError } from '../../errors.ts';

export interface GitOptions {
  /** A folder in the work tree. */
  readonly cwd: string;
  /** Variables beside those of the process, as GIT_INDEX_FILE. */
  readonly env?: Readonly<Record<string, string>>;
  /** What git reads on standard input. */
  readonly input?: string;
  readonly signal?: AbortSignal;
}

/** As much as is read of what git prints. */
const LARGEST = 512 * 1024 * 1024;

/**
 * Runs git without a shell and without asking for anything, and resolves to what it prints. Rejects
 * with a `config` error when there is no git or no repository, else with an `export` error; both
 * hold what git said.
 */
export async function git(args: readonly string[], options: GitOptions): Promise<string> {
  return (await gitBytes(args, options)).toString('utf8');
}

/** The same for what may be no text. */
export function gitBytes(
  args: readonly string[],
  { cwd, env, input, signal }: GitOptions,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      args,
      {
        cwd,
        encoding: 'buffer',
        maxBuffer: LARGEST,
        // Messages are matched below and shown to people: in one language, and never a prompt.
        env: { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', ...env },
        ...(signal ? { signal } : {}),
      },
      (error, stdout, stderr) => {
        if (!error) resolve(stdout);
        else
          reject(signal?.aborted ? signal.reason : failure(args, error, stderr.toString('utf8')));
      },
    );
    child.stdin?.on('error', () => undefined).end(input ?? '');
  });
}

function failure(args: readonly string[], error: Error, stderr: string): AttackMappingsError {
  const verb = args.find((arg, i) => !arg.startsWith('-') && args[i - 1] !== '-c');
  const command = `git ${verb ?? ''}`;
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
    const message = 'there is no git to run, or no such folder: install git, or check the path';
    return new AttackMappingsError('config', command, message, { cause: error });
  }
  // On one line: breaks are for messages of ours.
  const said = (stderr.trim() || error.message)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('; ');
  const code = /not a git repository/.test(said) ? 'config' : 'export';
  return new AttackMappingsError(code, command, said, { cause: error });
}
