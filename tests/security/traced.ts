import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type CliResult, cliPath, runProcess } from '../support/run-cli.ts';

const CALLS =
  'open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,symlinkat,truncate,mknod,mknodat,connect';

/** Why nothing can be traced here; undefined where it can. */
export const untraceable =
  spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0
    ? undefined
    : 'strace is not there, or may not trace';

export interface Traced extends CliResult {
  /** Files and folders that were opened to be written, made, renamed or removed: their real paths. */
  readonly written: readonly string[];
  /** Where a connection was opened to, as `127.0.0.1:8080`. */
  readonly connected: readonly string[];
}

/** Runs the command line below a tracer. What a child process does is traced too. */
export async function traced(
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> },
): Promise<Traced> {
  const trace = join(cwd, '.trace');
  const options = ['-f', '-qq', '-y', '-s', '4096', '-e', `trace=${CALLS}`, '-o', trace];
  const result = await runProcess('strace', [...options, process.execPath, cliPath, ...args], {
    cwd,
    env: { ...process.env, ...env },
  });
  const lines = readFileSync(trace, 'utf8').split('\n');
  // A call that another thread interrupts has its arguments in its first half: it counts as done.
  const done = lines.filter((line) => !/ = -1 E|resumed>/.test(line));
  const changing = done.filter(
    (line) => !/^\d+ +(?:open|connect)/.test(line) || /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(line),
  );
  return {
    ...result,
    written: [...new Set(changing.flatMap((line) => pathsOf(line, cwd)))].sort(),
    connected: [...new Set(lines.flatMap(connectedTo))].sort(),
  };
}

function pathsOf(line: string, cwd: string): string[] {
  // The real path of what was opened stands behind its number.
  const [, opened] = / = \d+<(.*)>$/.exec(line) ?? [];
  if (opened !== undefined) return [opened];
  const named = [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path = '']) => path);
  return named.map((path) => realPath(resolve(cwd, path)));
}

/** Where a path really is; of what is gone, where its folder is. */
function realPath(path: string): string {
  try {
    return join(realpathSync(dirname(path)), path.slice(dirname(path).length));
  } catch {
    return path;
  }
}

function connectedTo(line: string): string[] {
  const [, port, address] =
    /connect\(.*sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)/.exec(line) ?? [];
  if (port === undefined) return [];
  return [`${address}:${port}`];
}
