import { devNull } from 'node:os';
import { type GitOptions, git } from './run-git.ts';

/** Runs git in one folder and resolves to what it prints. Rejects as `git` does. */
export type RunGit = (
  args: readonly string[],
  more?: Pick<GitOptions, 'env' | 'input'>,
) => Promise<string>;

/** What a person's settings could add: hooks, signatures, other line ends, work behind the scenes. */
const SETTINGS = [
  `core.hooksPath=${devNull}`,
  'core.fsmonitor=false',
  'core.autocrlf=false',
  'commit.gpgSign=false',
  'push.gpgSign=false',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting]);

/** Objects as they are, whatever `git replace` shows in their place. */
const ENVIRONMENT = { GIT_NO_REPLACE_OBJECTS: '1' };

/** git that does the same for everybody. */
export function plainGit(cwd: string, signal?: AbortSignal): RunGit {
  return (args, { env, ...more } = {}) =>
    git([...SETTINGS, ...args], {
      ...more,
      cwd,
      env: { ...ENVIRONMENT, ...env },
      ...(signal ? { signal } : {}),
    });
}

/** The parts of what git prints with `-z`. */
export function nulParts(printed: string): string[] {
  return printed.split('\0').filter((part) => part !== '');
}
