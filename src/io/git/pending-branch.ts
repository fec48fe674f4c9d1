import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commitsAhead } from './commits-ahead.ts';
import { withOwnIndex } from './own-index.ts';
import { nulParts, plainGit, type RunGit } from './plain-git.ts';
import { remoteBranch, tipOf } from './remote-branch.ts';

export interface PendingOptions {
  /** A folder in the work tree. */
  readonly folder: string;
  readonly remote: string;
  readonly branch: string;
  readonly signal?: AbortSignal;
}

/**
 * Puts a folder into the state that waits on a branch to be merged, where the branch holds commits
 * of ours only: the next run goes on from there, and one that fails loses nothing of it. Resolves to
 * the commit, or to undefined when there is none such.
 */
export async function adoptPending({
  folder,
  remote,
  branch,
  signal,
}: PendingOptions): Promise<string | undefined> {
  const inFolder = plainGit(folder, signal);
  const prefix = (await inFolder(['rev-parse', '--show-prefix'])).trimEnd();
  const top = (await inFolder(['rev-parse', '--show-toplevel'])).trimEnd();
  const run = plainGit(top, signal);
  const target = await remoteBranch(run, remote, branch);
  const tip = await tipOf(run, target);
  if (tip === undefined) return undefined;
  const head = (await run(['rev-parse', '--verify', 'HEAD^{commit}'])).trimEnd();
  const ahead = await commitsAhead(run, tip, { top, remote, head });
  if (ahead === undefined || ahead.length === 0 || ahead.some(({ isOurs }) => !isOurs))
    return undefined;
  const pending = await filesBelow(run, tip, prefix);
  await writeFiles(run, tip, pending);
  const there = new Set(pending);
  const gone = (await filesBelow(run, head, prefix)).filter((path) => !there.has(path));
  await Promise.all(gone.map((path) => rm(join(top, path), { force: true })));
  return tip;
}

/** Plain files of a commit below a folder, from the top; links and submodules are none of ours. */
async function filesBelow(run: RunGit, commit: string, prefix: string): Promise<string[]> {
  const printed = await run(['ls-tree', '-r', '-z', commit, '--', prefix || '.']);
  return nulParts(printed).flatMap((entry) => /^100\d{3} [^\t]*\t(.*)$/s.exec(entry)?.[1] ?? []);
}

/** As they are in the commit. */
function writeFiles(run: RunGit, commit: string, paths: readonly string[]): Promise<void> {
  return withOwnIndex(run, commit, async (indexed) => {
    const input = paths.map((path) => `${path}\0`).join('');
    await indexed(['checkout-index', '--force', '--quiet', '-z', '--stdin'], { input });
  });
}
