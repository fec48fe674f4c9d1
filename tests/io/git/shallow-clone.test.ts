import { describe, expect, it } from 'vitest';
import { bareRemote } from '../../support/git-remote.ts';
import { foreignCommit, publish } from './publish.ts';

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
    await remote.emptyCommits(120);

    const next = await remote.clone('--depth=1');
    await next.write('output/kept.json', '3\n');
    expect(await publish(next)).toMatchObject({ status: 'pushed' });
    expect(await remote.ahead()).toEqual(['Mappings of today']);
  });

  it('fetches some of the past, not all of it', async () => {
    const remote = await bareRemote();
    await remote.emptyCommits(120);
    const clone = await remote.clone();
    await clone.write('output/kept.json', '2\n');
    await publish(clone);
    await remote.emptyCommits(3);

    const next = await remote.clone('--depth=1');
    await next.write('output/kept.json', '3\n');
    expect(await publish(next)).toMatchObject({ status: 'pushed' });
    expect(await remote.ahead()).toEqual(['Mappings of today']);
    const objects = await next.run('cat-file', '--batch-check', '--batch-all-objects');
    expect(objects.match(/ commit /g)?.length).toBeLessThan(60);
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
