import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type PublishOptions, publishBranch } from '../../../src/io/git/publish-branch.ts';
import { git } from '../../../src/io/git/run-git.ts';
import { BRANCH, bareRemote, type Clone } from '../../support/git-remote.ts';
import { failure } from '../fetch/support.ts';

/** Publishes the output folder of a clone. */
function publish({ folder }: Clone, options: Partial<PublishOptions> = {}) {
  const message = 'Mappings of today';
  return publishBranch({
    ...{ cwd: folder, remote: 'origin', branch: BRANCH, paths: ['output'], message },
    ...options,
  });
}

/** A person changes a file on the branch. */
async function foreignCommit(clone: Clone, path: string): Promise<string> {
  await clone.run('fetch', '--quiet', 'origin', BRANCH);
  await clone.run('checkout', '--quiet', '-B', 'theirs', 'FETCH_HEAD');
  await clone.write(path, 'by hand\n');
  await clone.run('add', '--force', path);
  const commit = await clone.commit('Set by hand', 'Grace');
  await clone.run('push', '--quiet', 'origin', `HEAD:${BRANCH}`);
  return commit;
}

describe('publishing to a branch', () => {
  it('opens the branch with one commit on HEAD, then does nothing', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/kept.json', '2\n');
    await clone.write('output/deep/new.json', '2\n');
    await clone.remove('output/gone.json');

    const first = await publish(clone);
    expect(first).toEqual({ status: 'pushed', commit: await remote.tip(), files: 3 });
    expect(await remote.ahead()).toEqual(['Mappings of today']);
    expect(await remote.run('ls-tree', '-r', '--name-only', BRANCH)).toBe(
      '.gitignore\nREADME.md\noutput/deep/new.json\noutput/kept.json\n',
    );
    expect(await remote.show('output/kept.json')).toBe('2\n');

    expect(await publish(clone)).toEqual({ ...first, status: 'unchanged' });
    // Another clone, as the next night has one.
    const next = await remote.clone();
    await next.write('output/kept.json', '2\n');
    await next.write('output/deep/new.json', '2\n');
    await next.remove('output/gone.json');
    expect(await publish(next)).toEqual({ ...first, status: 'unchanged' });
    expect(await remote.tip()).toBe(first.commit);
  });

  it('has nothing to do when the files are those of HEAD', async () => {
    const remote = await bareRemote();
    expect(await publish(await remote.clone())).toEqual({ status: 'unchanged', files: 0 });
    expect(await remote.tip()).toBe('');
  });

  it('publishes the paths that are named and nothing else', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    for (const path of ['output/a.json', 'output/b.json', 'output/c/d.json', 'README.md'])
      await clone.write(path, '2\n');
    const paths = ['a.json', join(clone.folder, 'output/c'), 'gone.json', 'never-there.json'];
    await clone.remove('output/gone.json');
    const cwd = join(clone.folder, 'output');
    expect(await publish(clone, { cwd, paths })).toMatchObject({ files: 3 });
    expect(await remote.run('diff', '--name-status', 'main', BRANCH)).toBe(
      'A\toutput/a.json\nA\toutput/c/d.json\nD\toutput/gone.json\n',
    );
  });

  it('publishes bytes as they are on disk, a folder where a file was, and links as links', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.run('config', 'core.autocrlf', 'true');
    await clone.write('output/rows.csv', 'a\r\nb\n');
    await clone.remove('output/kept.json');
    await clone.write('output/kept.json/inner.json', '2\n');
    await symlink('/etc/hostname', join(clone.folder, 'output', 'link'));
    await publish(clone);
    expect(await remote.show('output/rows.csv')).toBe('a\r\nb\n');
    expect(await remote.show('output/kept.json/inner.json')).toBe('2\n');
    expect(await remote.show('output/link')).toBe('/etc/hostname');
  });

  it('replaces its commit, on the HEAD of the day', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/new.json', '1\n');
    await publish(clone);
    await clone.remove('output/new.json');
    await clone.write('output/kept.json', '2\n');
    await clone.write('README.md', 'two\n');
    await clone.run('add', 'README.md');
    await clone.run('-c', 'user.name=A', '-c', 'user.email=a@b', 'commit', '-qm', 'docs');
    await clone.run('push', '--quiet', 'origin', 'HEAD:main');

    expect(await publish(clone, { message: 'Mappings of tomorrow' })).toMatchObject({
      status: 'pushed',
      files: 1,
    });
    expect(await remote.ahead()).toEqual(['Mappings of tomorrow']);
    expect(await remote.run('diff', '--name-only', 'main', BRANCH)).toBe('output/kept.json\n');
    expect(await remote.show('README.md')).toBe('two\n');
  });

  it('starts anew when the branch was merged, or squashed into main', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/kept.json', '2\n');
    const { commit = '' } = await publish(clone);
    await remote.run('update-ref', 'refs/heads/main', commit);
    const merged = await remote.clone();
    await merged.write('output/kept.json', '3\n');
    expect(await publish(merged)).toMatchObject({ status: 'pushed', files: 1 });
    expect(await remote.ahead()).toEqual(['Mappings of today']);

    await merged.run('add', '--force', 'output');
    await merged.commit('squashed');
    await merged.run('push', '--quiet', 'origin', 'HEAD:main');
    await merged.write('output/kept.json', '4\n');
    expect(await publish(merged)).toMatchObject({ status: 'pushed', files: 1 });
    expect(await remote.ahead()).toEqual(['Mappings of today']);
  });

  it('leaves the branch when its change is gone', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/kept.json', '2\n');
    const { commit } = await publish(clone);
    await clone.write('output/kept.json', '1\n');
    expect(await publish(clone)).toEqual({ status: 'unchanged', files: 0 });
    expect(await remote.tip()).toBe(commit);
  });
});

describe('commits of others on the branch', () => {
  it('are not overwritten when they change the same file', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/kept.json', '2\n');
    await publish(clone);
    const theirs = await foreignCommit(await remote.clone(), 'output/kept.json');
    await clone.write('output/kept.json', '3\n');

    const refused = await publish(clone);
    expect(refused).toMatchObject({ status: 'refused', files: 1 });
    expect(refused.reason).toContain(`${theirs.slice(0, 12)} "Set by hand" by Grace`);
    expect(refused.reason).toMatch(/\(output\/kept\.json\).*merge the branch, or delete it/);
    expect(await remote.tip()).toBe(theirs);
    expect(await remote.show('output/kept.json')).toBe('by hand\n');
  });

  it('are not mixed in when they change a published file that did not change', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/new.json', '2\n');
    await publish(clone);
    const theirs = await foreignCommit(await remote.clone(), 'output/kept.json');
    expect(await publish(clone)).toMatchObject({ status: 'refused' });
    expect(await remote.tip()).toBe(theirs);
  });

  it('stay below ours when they change other files', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/new.json', '2\n');
    await publish(clone);
    const theirs = await foreignCommit(await remote.clone(), 'docs/note.md');
    expect(await publish(clone)).toMatchObject({ status: 'unchanged', commit: theirs });

    // What an earlier commit of ours added is gone again.
    await clone.remove('output/new.json');
    await clone.write('output/kept.json', '3\n');
    const { commit } = await publish(clone, { message: 'Second' });
    expect(await remote.tip()).toBe(commit);
    expect(await remote.ahead()).toEqual(['Second', 'Set by hand', 'Mappings of today']);
    expect(await remote.run('diff', '--name-only', 'main', BRANCH)).toBe(
      'docs/note.md\noutput/kept.json\n',
    );
    expect(await publish(clone)).toMatchObject({ status: 'unchanged', commit });
  });

  it('are nothing of theirs where they only merge main', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/kept.json', '2\n');
    await publish(clone);
    const person = await remote.clone();
    await person.write('output/other.json', 'on main\n');
    await person.run('add', '--force', '.');
    await person.commit('main goes on');
    await person.run('push', '--quiet', 'origin', 'HEAD:main');
    await person.run('fetch', '--quiet', 'origin', BRANCH);
    await person.run('checkout', '--quiet', '-B', 'theirs', 'FETCH_HEAD');
    const identity = ['-c', 'user.name=Grace', '-c', 'user.email=g@example.org'];
    await person.run(...identity, 'merge', '--quiet', '--no-edit', 'origin/main');
    await person.run('push', '--quiet', 'origin', `HEAD:${BRANCH}`);

    const next = await remote.clone('--depth=1');
    await next.write('output/kept.json', '3\n');
    expect(await publish(next)).toMatchObject({ status: 'pushed' });
    expect(await remote.ahead()).toHaveLength(3);
    expect(await remote.show('output/kept.json')).toBe('3\n');
    expect(await remote.show('output/other.json')).toBe('on main\n');
  });

  it('include an amended commit of ours', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/kept.json', '2\n');
    await publish(clone);
    const person = await remote.clone();
    await person.run('fetch', '--quiet', 'origin', BRANCH);
    await person.run('checkout', '--quiet', 'FETCH_HEAD');
    await person.write('output/kept.json', 'by hand\n');
    const identity = ['-c', 'user.name=Grace', '-c', 'user.email=g@example.org'];
    await person.run(...identity, 'commit', '--quiet', '--all', '--amend', '--no-edit');
    await person.run('push', '--quiet', '--force', 'origin', `HEAD:${BRANCH}`);
    const tip = await remote.tip();
    await clone.write('output/kept.json', '3\n');
    expect(await publish(clone)).toMatchObject({ status: 'refused' });
    expect(await remote.tip()).toBe(tip);
  });
});

it('leaves a branch alone that is somebody else’s altogether', async () => {
  const remote = await bareRemote();
  const clone = await remote.clone();
  const commits = Array.from(
    { length: 201 },
    (_, i) => `commit refs/heads/${BRANCH}\ncommitter G <g@example.org> ${i} +0000\ndata 1\nx\n`,
  );
  await git(['fast-import', '--quiet'], { cwd: remote.folder, input: commits.join('') });
  const tip = await remote.tip();
  await clone.write('output/kept.json', '2\n');
  const refused = await publish(clone);
  expect(refused).toMatchObject({ status: 'refused' });
  expect(refused.reason).toMatch(/more than 200 commits .* Choose another name/);
  expect(await remote.tip()).toBe(tip);
});

it('ends when it is stopped', async () => {
  const remote = await bareRemote();
  const clone = await remote.clone();
  await clone.write('output/kept.json', '2\n');
  const reason = new Error('interrupted');
  await expect(publish(clone, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(await remote.tip()).toBe('');
});

describe('a shallow clone', () => {
  it('replaces our commit, also on an older main, and learns no more than it needs', async () => {
    const remote = await bareRemote();
    const old = await remote.clone();
    await old.write('output/kept.json', '2\n');
    await publish(old);
    const same = await remote.clone('--depth=1');
    await same.write('output/kept.json', '3\n');
    expect(await publish(same)).toMatchObject({ status: 'pushed' });
    expect(await same.run('rev-list', '--count', 'HEAD')).toBe('1\n');

    const main = await remote.clone();
    for (const message of ['second', 'third']) {
      await main.write('README.md', message);
      await main.commit(message);
    }
    await main.run('push', '--quiet', 'origin', 'HEAD:main');
    const next = await remote.clone('--depth=1');
    await next.write('output/kept.json', '4\n');
    expect(await publish(next)).toMatchObject({ status: 'pushed' });
    expect(await remote.ahead()).toEqual(['Mappings of today']);
    expect(await publish(next)).toMatchObject({ status: 'unchanged' });
  });

  it('finds where an old branch began, far below its own past', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/kept.json', '2\n');
    await publish(clone);
    // Of an earlier time than the commit below them, as where a clock was wrong.
    const commit = (i: number) =>
      `commit refs/heads/main\ncommitter G <g@example.org> ${i} +0000\ndata 1\nx\n${i === 0 ? 'from refs/heads/main^0\n' : ''}`;
    const input = Array.from({ length: 120 }, (_, i) => commit(i)).join('');
    await git(['fast-import', '--quiet'], { cwd: remote.folder, input });

    const next = await remote.clone('--depth=1');
    await next.write('output/kept.json', '3\n');
    expect(await publish(next)).toMatchObject({ status: 'pushed' });
    expect(await remote.ahead()).toEqual(['Mappings of today']);
  });

  it('sees commits of others', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/new.json', '2\n');
    await publish(clone);
    await foreignCommit(await remote.clone(), 'docs/note.md');
    const main = await remote.clone();
    await main.write('README.md', 'two\n');
    await main.commit('second');
    await main.run('push', '--quiet', 'origin', 'HEAD:main');

    const next = await remote.clone('--depth=1');
    await next.write('output/new.json', '3\n');
    expect(await publish(next)).toMatchObject({ status: 'pushed' });
    expect(await remote.ahead()).toHaveLength(3);
    const theirs = await foreignCommit(await remote.clone(), 'output/new.json');
    const last = await remote.clone('--depth=1');
    await last.write('output/new.json', '4\n');
    expect(await publish(last)).toMatchObject({ status: 'refused' });
    expect(await remote.tip()).toBe(theirs);
  });
});

describe('what a clone holds', () => {
  it('stays: index, work tree, branches, FETCH_HEAD', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/kept.json', '2\n');
    await publish(clone);
    await foreignCommit(await remote.clone(), 'docs/note.md');
    await clone.write('README.md', 'staged\n');
    await clone.run('add', 'README.md');
    await clone.write('README.md', 'not staged\n');
    await clone.write('output/kept.json', '3\n');
    const state = async () => [
      await clone.run('status', '--porcelain=v2', '--branch', '--ignored'),
      await clone.run('diff', '--cached'),
      await clone.run('for-each-ref', 'refs/heads', 'refs/tags'),
      await clone.run('rev-parse', '--symbolic-full-name', 'HEAD'),
      await clone.run('rev-parse', '--verify', 'FETCH_HEAD').catch(() => 'none'),
    ];
    const before = await state();
    expect(await publish(clone)).toMatchObject({ status: 'pushed' });
    expect(await state()).toEqual(before);
  });

  it('is not asked for hooks, signatures or pushes of tags', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    const hooks = join(clone.folder, '.git', 'hooks');
    await mkdir(hooks, { recursive: true });
    for (const name of ['pre-push', 'pre-commit', 'commit-msg', 'post-index-change']) {
      await writeFile(join(hooks, name), '#!/bin/sh\nexit 1\n');
      await chmod(join(hooks, name), 0o755);
    }
    const settings = {
      'commit.gpgSign': 'true',
      'push.gpgSign': 'true',
      'gpg.program': '/bin/false',
      'push.followTags': 'true',
    };
    for (const [key, value] of Object.entries(settings)) await clone.run('config', key, value);
    await clone.run(
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@b',
      'tag',
      '-am',
      'x',
      '--no-sign',
      'v1',
    );
    await clone.write('output/kept.json', '2\n');
    expect(await publish(clone)).toMatchObject({ status: 'pushed' });
    expect(await remote.run('tag')).toBe('');
  });

  it('names the author: the person who is configured, else the project', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/kept.json', '2\n');
    await publish(clone);
    const people = () => remote.run('log', '-1', '--format=%an <%ae>, %cn <%ce>', BRANCH);
    const project = 'attack-mappings <attack-mappings@users.noreply.github.com>';
    expect(await people()).toBe(`${project}, ${project}\n`);
    await clone.run('config', 'user.name', 'Ada');
    await clone.run('config', 'user.email', 'ada@example.org');
    await clone.write('output/kept.json', '3\n');
    await publish(clone);
    expect(await people()).toBe('Ada <ada@example.org>, Ada <ada@example.org>\n');
  });
});

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
