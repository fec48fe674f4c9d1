import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AttackMappingsError, messageOf } from '../../errors.ts';
import { type CommitFacts, readCommit } from './commit-facts.ts';
import type { RunGit } from './plain-git.ts';

/** A branch of ours holds a handful of commits; with this many it is something else. */
const MOST = 200;
/** How a shallow clone learns more of the past, until it is no longer shallow. */
const DEEPER = ['--deepen=50', '--deepen=1000', '--unshallow'];

interface Place {
  /** Folder of the work tree. */
  readonly top: string;
  readonly remote: string;
  /** The commit of HEAD. */
  readonly head: string;
}

/**
 * The commits of a remote branch that HEAD does not have, newest first; undefined when there are
 * more than 200. Fetches what is needed, in a shallow clone as little as tells. Moves no reference.
 */
export async function commitsAhead(
  run: RunGit,
  tip: string,
  place: Place,
): Promise<readonly CommitFacts[] | undefined> {
  const isShallow = async () =>
    (await run(['rev-parse', '--is-shallow-repository'])).trim() === 'true';
  if ((await readCommit(run, tip)) === undefined)
    await fetch(run, place, (await isShallow()) ? ['--depth=1'] : [], [tip]);
  for (const step of DEEPER) {
    const walk = await walkBack(run, tip, place.head);
    if (walk.isWhole || !(await isShallow())) return walk.commits;
    // Both pasts have to grow until they meet: that of the branch, and that of HEAD.
    await fetch(run, place, [step], [...(await shallowCommits(run, place)), tip]);
  }
  return (await walkBack(run, tip, place.head)).commits;
}

interface Walk {
  readonly commits: readonly CommitFacts[] | undefined;
  /** False when the walk did not meet the past of HEAD: a shallow clone may have cut it off. */
  readonly isWhole: boolean;
}

/** By the parents that commits name: where a clone is cut off, git itself shows none. */
async function walkBack(run: RunGit, tip: string, head: string): Promise<Walk> {
  const commits = new Map<string, CommitFacts>();
  const waiting = [tip];
  let isWhole = true;
  for (const sha of waiting) {
    if (commits.has(sha)) continue;
    const commit = await readCommit(run, sha);
    if (commit === undefined) return { commits: undefined, isWhole: false };
    if (await isOfHead(run, sha, head)) continue;
    if (commits.size === MOST) return { commits: undefined, isWhole: false };
    commits.set(sha, commit);
    waiting.push(...commit.parents);
    if (commit.parents.length === 0) isWhole = false;
  }
  return { commits: [...commits.values()], isWhole };
}

async function isOfHead(run: RunGit, commit: string, head: string): Promise<boolean> {
  // Which of the two the other does not reach: right also where clocks were wrong, unlike rev-list.
  const printed = await run(['merge-base', '--independent', commit, head]);
  return commit === head || !printed.split('\n').includes(commit);
}

async function shallowCommits(run: RunGit, { top }: Place): Promise<string[]> {
  const path = (await run(['rev-parse', '--git-path', 'shallow'])).trim();
  return (await readFile(resolve(top, path), 'utf8')).split('\n').filter((line) => line !== '');
}

async function fetch(
  run: RunGit,
  { remote }: Place,
  depth: readonly string[],
  commits: readonly string[],
): Promise<void> {
  // Only objects: no branch, no tag and no FETCH_HEAD of the user's clone moves.
  const quietly = ['--quiet', '--no-tags', '--no-prune', '--no-write-fetch-head', '--refmap='];
  const alone = ['--no-recurse-submodules', '--no-auto-maintenance'];
  try {
    await run(['fetch', ...quietly, ...alone, ...depth, '--', remote, ...commits]);
  } catch (error) {
    if (!(error instanceof AttackMappingsError)) throw error;
    const message = `cannot fetch from ${remote} what tells whose commits the branch holds: ${messageOf(error)}: clone with the whole history (actions/checkout: fetch-depth: 0), or check the remote`;
    throw new AttackMappingsError('export', remote, message, { cause: error });
  }
}
