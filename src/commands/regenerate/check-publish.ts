import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AttackMappingsError } from '../../errors.ts';
import { plainGit } from '../../io/git/plain-git.ts';
import { remoteBranch } from '../../io/git/remote-branch.ts';
import { checkedOut, headBranch } from './publish.ts';

export interface PublishFlags {
  readonly out: string;
  readonly remote: string;
  readonly branch?: string;
  readonly base?: string;
  readonly pullRequest?: boolean;
}

/** Rejects with `config` where what is asked for could not be published, before anything is built. */
export async function checkPublish(flags: PublishFlags, signal: AbortSignal): Promise<void> {
  const { branch, pullRequest } = flags;
  if (branch === undefined && pullRequest) {
    throw refused('--pull-request', 'a pull request is that of a branch: name it with --branch');
  }
  if (branch === undefined) return;
  const { GITHUB_REPOSITORY, GITHUB_TOKEN } = process.env;
  if (pullRequest && !(GITHUB_TOKEN && GITHUB_REPOSITORY)) {
    const message =
      'a pull request needs GITHUB_REPOSITORY, as owner/name, and a token in GITHUB_TOKEN that may write pull requests';
    throw refused('--pull-request', message);
  }
  const folder = nearestFolder(resolve(flags.out));
  const run = plainGit(folder, signal);
  await run(['rev-parse', '--show-toplevel']).catch((cause) => {
    const message = `${flags.out} is in no git repository, so that nothing of it can be pushed: choose a folder in a clone with --out, or leave --branch out`;
    throw refused('--out', message, cause);
  });
  await remoteBranch(run, flags.remote, branch);
  const base = flags.base ?? (pullRequest ? await checkedOut(folder, signal) : undefined);
  const current = await headBranch(folder, signal);
  if (branch === base || branch === current) {
    throw refused('--branch', `${branch} is the branch that changes are for: name another one`);
  }
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}

function refused(subject: string, message: string, cause?: unknown): AttackMappingsError {
  return new AttackMappingsError('config', subject, message, { cause });
}
