import { AttackMappingsError } from '../../errors.ts';
import { compareText } from '../../model/compare.ts';
import { shorten } from '../../model/text.ts';
import { type CommitFacts, changedFiles, touchedFiles } from './commit-facts.ts';
import { commitsAhead } from './commits-ahead.ts';
import { treeOfPaths, treeWithFiles } from './make-tree.ts';
import { makeCommit } from './our-commit.ts';
import { isCovered, pathsInTree } from './paths-in-tree.ts';
import { plainGit, type RunGit } from './plain-git.ts';
import { push, type RemoteBranch, remoteBranch, tipOf } from './remote-branch.ts';

export interface PublishOptions {
  /** A folder in the work tree. */
  readonly cwd: string;
  /** Name of a remote, as origin. */
  readonly remote: string;
  readonly branch: string;
  /** Files and folders, absolute or from `cwd`; one that is gone is removed. */
  readonly paths: readonly string[];
  readonly message: string;
  readonly signal?: AbortSignal;
}

export interface Published {
  /**
   * unchanged: nothing to push; pushed: the branch has a new commit; refused: others changed the
   * same files on the branch, which stays as it is.
   */
  readonly status: 'unchanged' | 'pushed' | 'refused';
  /** The tip of the branch, where it holds what was to be published. */
  readonly commit?: string;
  /** Why it was refused, and what to do. */
  readonly reason?: string;
  /** Files that differ from HEAD. */
  readonly files: number;
}

/** Commits and files that are shown in a reason. */
const SHOWN = 5;

/**
 * Commits the paths as they are on disk and pushes them to a branch of the remote: HEAD and one
 * commit. An earlier commit of ours is replaced; commits of others stay below the new one, unless
 * they change the same files. The index, work tree and branches of the clone are left alone. Rejects
 * with a `config` error for a name or path that cannot be, and with an `export` error when git or
 * the remote refuses.
 */
export async function publishBranch(options: PublishOptions): Promise<Published> {
  const { cwd, paths, message, signal } = options;
  const top = (await plainGit(cwd, signal)(['rev-parse', '--show-toplevel'])).trimEnd();
  const run = plainGit(top, signal);
  const target = await remoteBranch(run, options.remote, options.branch);
  const given = pathsInTree(top, cwd, paths);
  const head = await headCommit(run);
  const tree = await treeOfPaths(run, top, given);
  const changed = await changedFiles(run, head, tree);
  // A branch of an earlier run whose change is gone is left as it is: whether to close it is for people.
  if (changed.length === 0) return { status: 'unchanged', files: 0 };

  const tip = await tipOf(run, target);
  const ahead = tip === undefined ? [] : await commitsAhead(run, tip, { top, head, ...target });
  const files = changed.length;
  if (ahead === undefined) return { status: 'refused', reason: tooMany(target), files };
  const [newest] = ahead;
  if (newest?.tree === tree && newest.parents.join() === head)
    return { status: 'unchanged', commit: newest.commit, files };

  const others = ahead.filter((commit) => !commit.isOurs);
  if (tip === undefined || others.length === 0) {
    const commit = await makeCommit(run, { tree, parent: head, message });
    await push(run, target, commit, tip);
    return { status: 'pushed', commit, files };
  }

  const ours = new Set(changed);
  for (const commit of ahead) {
    if (commit.isOurs) for (const file of await touchedFiles(run, commit)) ours.add(file);
  }
  const conflicts = await conflictsWith(run, others, (f) => ours.has(f) || isCovered(given, f));
  if (conflicts.length > 0)
    return { status: 'refused', reason: conflictText(target, conflicts), files };

  const onTop = await treeWithFiles(run, { onto: tip, from: tree, files: ours });
  if (onTop === newest?.tree) return { status: 'unchanged', commit: tip, files };
  const commit = await makeCommit(run, { tree: onTop, parent: tip, message });
  await push(run, target, commit, tip);
  return { status: 'pushed', commit, files };
}

async function headCommit(run: RunGit): Promise<string> {
  try {
    return (await run(['rev-parse', '--verify', 'HEAD^{commit}'])).trim();
  } catch (cause) {
    if (!(cause instanceof AttackMappingsError)) throw cause;
    const message = 'expected a commit to build on, found none: commit something first';
    throw new AttackMappingsError('config', 'HEAD', message, { cause });
  }
}

interface Conflict {
  readonly commit: CommitFacts;
  readonly files: readonly string[];
}

async function conflictsWith(
  run: RunGit,
  commits: readonly CommitFacts[],
  isFileOfOurs: (file: string) => boolean,
): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  for (const commit of commits) {
    const files = (await touchedFiles(run, commit)).filter(isFileOfOurs).sort(compareText);
    if (files.length > 0) conflicts.push({ commit, files });
  }
  return conflicts;
}

function conflictText({ remote, branch }: RemoteBranch, conflicts: readonly Conflict[]): string {
  const list = firstOf(conflicts, ({ commit: { commit, subject, author }, files }) => {
    const names = firstOf(files, (file) => shorten(file, 200));
    return `${commit.slice(0, 12)} "${shorten(subject)}" by ${shorten(author)} (${names})`;
  });
  return `${branch} of ${remote} holds commits of others that change the same files: ${list}. Nothing was overwritten: merge the branch, or delete it, and run again.`;
}

function firstOf<T>(items: readonly T[], textOf: (item: T) => string): string {
  const more = items.length > SHOWN ? `, and ${items.length - SHOWN} more` : '';
  return `${items.slice(0, SHOWN).map(textOf).join(', ')}${more}`;
}

function tooMany({ remote, branch }: RemoteBranch): string {
  return `${branch} of ${remote} holds more than 200 commits that HEAD does not: expected a branch that only regeneration writes to. Choose another name for it, or delete it, and run again.`;
}
