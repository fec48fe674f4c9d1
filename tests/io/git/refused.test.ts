import { chmod, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BRANCH, bareRemote } from '../../support/git-remote.ts';
import { failure } from '../fetch/support.ts';
import { publish } from './publish.ts';

describe('what is refused', () => {
  it.each(['--upload-pack=x', '-f', '@{-1}', 'a..b', 'a b', '', 'x\n'])(
    'the branch name %j',
    async (branch) => {
      const remote = await bareRemote();
      const clone = await remote.clone();
      await clone.write('output/kept.json', '2\n');
      expect(await failure(publish(clone, { branch }))).toMatchObject({
        code: 'config',
        subject: '--branch',
      });
      expect(await remote.run('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main\n');
    },
  );

  it.each(['--upload-pack=x', 'upstream', '', '/tmp'])('the remote name %j', async (name) => {
    const clone = await (await bareRemote()).clone();
    await clone.write('output/kept.json', '2\n');
    const error = await failure(publish(clone, { remote: name }));
    expect(error).toMatchObject({ code: 'config', subject: '--remote' });
    expect(error.message).toContain('(origin)');
  });

  it.each(['..', '/etc/hostname', '.', 'output/../..'])('the path %s', async (path) => {
    const clone = await (await bareRemote()).clone();
    const error = await failure(publish(clone, { paths: [path] }));
    expect(error).toMatchObject({ code: 'config', subject: path });
  });

  it('a path through a link that leaves the work tree', async () => {
    const clone = await (await bareRemote()).clone();
    await symlink('/etc', join(clone.folder, 'etc'));
    expect(await failure(publish(clone, { paths: ['etc/hostname'] }))).toMatchObject({
      code: 'config',
    });
  });

  it('a folder without a repository', async () => {
    const clone = await (await bareRemote()).clone();
    const error = await failure(publish(clone, { cwd: join(clone.folder, '..') }));
    expect(error.code).toBe('config');
  });

  it('a clone without a commit', async () => {
    const clone = await (await bareRemote()).clone();
    await clone.run('checkout', '--quiet', '--orphan', 'empty');
    expect(await failure(publish(clone))).toMatchObject({ code: 'config', subject: 'HEAD' });
  });

  it('a branch that moved while it was looked at', async () => {
    const [looked, moved] = [await bareRemote(), await bareRemote()];
    await moved.run('update-ref', `refs/heads/${BRANCH}`, 'main');
    const clone = await looked.clone();
    // As if between the look and the push: the push goes where the branch is another one.
    await clone.run('remote', 'set-url', '--push', 'origin', moved.folder);
    await clone.write('output/kept.json', '2\n');
    const error = await failure(publish(clone));
    expect(error.message).toMatch(/stale info.*somebody else pushed to it meanwhile: run again/);
    expect(await moved.tip()).toBe(await moved.tip('main'));
  });

  it('by the remote, in its words', async () => {
    const remote = await bareRemote();
    const hook = join(remote.folder, 'hooks', 'pre-receive');
    await writeFile(hook, '#!/bin/sh\necho "only on Mondays"\nexit 1\n');
    await chmod(hook, 0o755);
    const clone = await remote.clone();
    await clone.write('output/kept.json', '2\n');
    const error = await failure(publish(clone));
    expect(error).toMatchObject({ code: 'export', subject: BRANCH });
    expect(error.message).toMatch(
      /cannot push .* to origin: .*only on Mondays.*check that you may/,
    );
    expect(await remote.tip()).toBe('');
  });
});
