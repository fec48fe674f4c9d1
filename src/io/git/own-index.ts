import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunGit } from './plain-git.ts';

/** Works in an index of its own that holds the tree `start`: that of the user stays as it is. */
export async function withOwnIndex<T>(
  run: RunGit,
  start: string,
  work: (indexed: RunGit) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'attack-mappings-index-'));
  const indexed: RunGit = (args, more) =>
    run(args, { ...more, env: { ...more?.env, GIT_INDEX_FILE: join(folder, 'index') } });
  try {
    await indexed(['read-tree', start]);
    return await work(indexed);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
