import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BRANCH, bareRemote } from '../../support/git-remote.ts';
import { publish } from './publish.ts';

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
    await clone.as('Ada', 'commit', '-qm', 'docs');
    await clone.run('push', '--quiet', 'origin', 'HEAD:main');

    expect(await publish(clone, { message: 'Mappings of tomorrow' })).toMatchObject({
      status: 'pushed',
      files: 1,
    });
    expect(await remote.ahead()).toEqual(['Mappings of tomorrow']);
    expect(await remote.run('diff', '--name-only', 'main', BRANCH)).toBe('output/kept.json\n');
    expect(await remote.show('README.md')).toBe('two\n');
  });

  it('follows HEAD, also where only that changed', async () => {
    const remote = await bareRemote();
    const clone = await remote.clone();
    await clone.write('output/kept.json', '2\n');
    await publish(clone);
    await remote.emptyCommits(1);
    await clone.run('pull', '--quiet', '--ff-only');
    expect(await publish(clone)).toMatchObject({ status: 'pushed' });
    expect(await remote.ahead()).toEqual(['Mappings of today']);
    expect(await remote.run('rev-parse', `${BRANCH}^`)).toBe(await remote.run('rev-parse', 'main'));
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

it('ends when it is stopped', async () => {
  const remote = await bareRemote();
  const clone = await remote.clone();
  await clone.write('output/kept.json', '2\n');
  const reason = new Error('interrupted');
  await expect(publish(clone, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(await remote.tip()).toBe('');
});
