import { describe, expect, it } from 'vitest';
import { git } from '../../../src/io/git/run-git.ts';
import { BRANCH, bareRemote } from '../../support/git-remote.ts';
import { foreignCommit, publish } from './publish.ts';

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
    await person.as('Grace', 'merge', '--quiet', '--no-edit', 'origin/main');
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
    await person.as('Grace', 'commit', '--quiet', '--all', '--amend', '--no-edit');
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
