import { AttackMappingsError, messageOf } from '../../errors.ts';
import { shorten } from '../../model/text.ts';
import type { RunGit } from './plain-git.ts';

/** A branch of a remote. */
export interface RemoteBranch {
  readonly remote: string;
  readonly branch: string;
  /** Its full name on the remote. */
  readonly ref: string;
}

/** Rejects with a `config` error when one of the names is none: no name becomes an option of git. */
export async function remoteBranch(
  run: RunGit,
  remote: string,
  branch: string,
): Promise<RemoteBranch> {
  const checked = await run(['check-ref-format', '--branch', branch]).catch((error) => {
    if (error instanceof AttackMappingsError) return '';
    throw error;
  });
  // Git also takes `@{-1}`, for the branch before this one.
  if (checked !== `${branch}\n`) {
    const message = `expected the name of a branch, as attack-mappings/regenerate, found ${shorten(branch)}`;
    throw new AttackMappingsError('config', '--branch', message);
  }
  const remotes = (await run(['remote'])).split('\n').filter((name) => name !== '');
  if (!remotes.includes(remote)) {
    const message = `expected one of the remotes of the repository (${remotes.join(', ') || 'it has none'}), found ${shorten(remote)}: see git remote`;
    throw new AttackMappingsError('config', '--remote', message);
  }
  return { remote, branch, ref: `refs/heads/${branch}` };
}

/** The commit that the branch is at; undefined when the remote has no such branch. */
export async function tipOf(
  run: RunGit,
  { remote, ref }: RemoteBranch,
): Promise<string | undefined> {
  const printed = await run(['ls-remote', '--refs', '--', remote, ref]);
  // The name is taken as the end of one: refs/other/refs/heads/name fits too.
  const lines = printed.split('\n').map((line) => line.split('\t'));
  return lines.find(([, name]) => name === ref)?.[0];
}

/**
 * Makes `commit` the tip of the branch, provided that it is still at `expected` (undefined: not
 * there). Rejects with an `export` error that holds what the remote said.
 */
export async function push(
  run: RunGit,
  { remote, branch, ref }: RemoteBranch,
  commit: string,
  expected: string | undefined,
): Promise<void> {
  const alone = ['--no-verify', '--no-follow-tags', '--recurse-submodules=no', '--quiet'];
  const lease = `--force-with-lease=${ref}:${expected ?? ''}`;
  try {
    await run(['push', ...alone, lease, '--', remote, `${commit}:${ref}`]);
  } catch (error) {
    if (!(error instanceof AttackMappingsError)) throw error;
    const lines = messageOf(error)
      .split('\n')
      .map((line) => line.trim());
    const said = shorten(lines.filter((line) => line !== '').join('; '), 1000);
    const advice = /stale info/.test(said)
      ? 'somebody else pushed to it meanwhile: run again'
      : 'check that you may push there, and the rules and hooks of the remote';
    const message = `cannot push ${branch} to ${remote}: ${said}: ${advice}`;
    throw new AttackMappingsError('export', branch, message, { cause: error });
  }
}
