import { type PublishOptions, publishBranch } from '../../../src/io/git/publish-branch.ts';
import { BRANCH, type Clone } from '../../support/git-remote.ts';

/** Publishes the output folder of a clone. */
export function publish({ folder }: Clone, options: Partial<PublishOptions> = {}) {
  const message = 'Mappings of today';
  return publishBranch({
    ...{ cwd: folder, remote: 'origin', branch: BRANCH, paths: ['output'], message },
    ...options,
  });
}

/** A person changes a file on the branch. */
export async function foreignCommit(clone: Clone, path: string): Promise<string> {
  await clone.run('fetch', '--quiet', 'origin', BRANCH);
  await clone.run('checkout', '--quiet', '-B', 'theirs', 'FETCH_HEAD');
  await clone.write(path, 'by hand\n');
  await clone.run('add', '--force', path);
  const commit = await clone.commit('Set by hand', 'Grace');
  await clone.run('push', '--quiet', 'origin', `HEAD:${BRANCH}`);
  return commit;
}
