import { withOwnIndex } from './own-index.ts';
import { filesOf, isCovered } from './paths-in-tree.ts';
import { nulParts, type RunGit } from './plain-git.ts';

/**
 * The tree of HEAD with the given paths as they are on disk: changed, added, also what .gitignore
 * ignores, and removed where they are gone. Resolves to its hash.
 */
export function treeOfPaths(run: RunGit, top: string, paths: ReadonlySet<string>): Promise<string> {
  return changedTree(run, 'HEAD', async (indexed) => {
    const files = filesOf(top, paths);
    const there = new Set(files);
    const known = nulParts(await indexed(['ls-files', '-z']));
    const gone = known.filter((path) => isCovered(paths, path) && !there.has(path));
    // First: a file can be where a folder was, and a folder where a file was.
    await indexed(['update-index', '--force-remove', '-z', '--stdin'], { input: nulText(gone) });
    await indexed(['update-index', '--add', '-z', '--stdin'], { input: nulText(files) });
  });
}

/** The tree `onto` with the given files as they are in the tree `from`. Resolves to its hash. */
export function treeWithFiles(
  run: RunGit,
  { onto, from, files }: { onto: string; from: string; files: ReadonlySet<string> },
): Promise<string> {
  return changedTree(run, onto, async (indexed) => {
    // In pairs of `:mode mode object object status` and the path.
    const printed = nulParts(await run(['diff-tree', '-r', '-z', '--no-renames', onto, from]));
    let input = '';
    for (let i = 0; i + 1 < printed.length; i += 2) {
      const [, mode, , object] = printed[i]?.split(' ') ?? [];
      const path = printed[i + 1] ?? '';
      if (files.has(path)) input += `${mode} ${object}\t${path}\0`;
    }
    await indexed(['update-index', '-z', '--index-info'], { input });
  });
}

function nulText(paths: readonly string[]): string {
  return paths.map((path) => `${path}\0`).join('');
}

/** The tree `start` after a change. Resolves to its hash. */
function changedTree(
  run: RunGit,
  start: string,
  change: (indexed: RunGit) => Promise<void>,
): Promise<string> {
  return withOwnIndex(run, start, async (indexed) => {
    await change(indexed);
    return (await indexed(['write-tree'])).trim();
  });
}
