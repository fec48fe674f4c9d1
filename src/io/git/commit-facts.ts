import { isOurs } from './our-commit.ts';
import { nulParts, type RunGit } from './plain-git.ts';

/** What a commit says of itself. */
export interface CommitFacts {
  readonly commit: string;
  readonly tree: string;
  /** As the commit names them, also those that a shallow clone does not have. */
  readonly parents: readonly string[];
  /** Name of the author. */
  readonly author: string;
  readonly subject: string;
  readonly isOurs: boolean;
}

/** Undefined when this clone does not have the commit. */
export async function readCommit(run: RunGit, commit: string): Promise<CommitFacts | undefined> {
  const printed = await run(['cat-file', '--batch'], { input: `${commit}\n` });
  const start = printed.indexOf('\n');
  if (!/^\S+ commit \d+$/.test(printed.slice(0, start))) return undefined;
  const end = printed.indexOf('\n\n', start);
  const headers = printed.slice(start + 1, end).split('\n');
  const message = printed.slice(end + 2);
  const valuesOf = (name: string) =>
    headers
      .filter((line) => line.startsWith(`${name} `))
      .map((line) => line.slice(name.length + 1));
  const tree = valuesOf('tree')[0] ?? '';
  return {
    commit,
    tree,
    parents: valuesOf('parent'),
    author: valuesOf('author')[0]?.split(' <', 1)[0] ?? '',
    subject: message.split('\n', 1)[0] ?? '',
    isOurs: isOurs({ tree, message }),
  };
}

/** Files that differ between two trees or commits, by their path in the tree. */
export async function changedFiles(run: RunGit, from: string, to: string): Promise<string[]> {
  return nulParts(await run(['diff-tree', '-r', '-z', '--no-renames', '--name-only', from, to]));
}

/** Files that a commit itself changes: of a merge, those that are as in none of its parents. */
export async function touchedFiles(
  run: RunGit,
  { commit, parents }: CommitFacts,
): Promise<string[]> {
  const [first, ...others] = parents;
  if (first === undefined)
    return nulParts(await run(['ls-tree', '-r', '-z', '--name-only', commit]));
  let files = await changedFiles(run, first, commit);
  for (const parent of others) {
    const changed = new Set(await changedFiles(run, parent, commit));
    files = files.filter((file) => changed.has(file));
  }
  return files;
}
