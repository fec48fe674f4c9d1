import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BRANCH, bareRemote } from '../../support/git-remote.ts';
import { foreignCommit, publish } from './publish.ts';

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
    const settings = {
      'commit.gpgSign': 'true',
      'push.gpgSign': 'true',
      'gpg.program': '/bin/false',
      'push.followTags': 'true',
    };
    for (const [key, value] of Object.entries(settings)) await clone.run('config', key, value);
    await clone.as('Ada', 'tag', '-am', 'x', '--no-sign', 'v1');
    const hooks = join(clone.folder, '.git', 'hooks');
    await mkdir(hooks, { recursive: true });
    const ran = join(clone.folder, 'ran');
    const names = ['pre-push', 'pre-commit', 'commit-msg', 'post-index-change'];
    for (const name of [...names, 'reference-transaction']) {
      await writeFile(join(hooks, name), `#!/bin/sh\necho ${name} >> '${ran}'\nexit 1\n`);
      await chmod(join(hooks, name), 0o755);
    }
    await clone.write('output/kept.json', '2\n');
    expect(await publish(clone)).toMatchObject({ status: 'pushed' });
    expect(await remote.run('tag')).toBe('');
    expect(existsSync(ran)).toBe(false);
  });

  it('may have push options, which is how GitLab is asked for a merge request', async () => {
    const remote = await bareRemote();
    await remote.run('config', 'receive.advertisePushOptions', 'true');
    const hook = join(remote.folder, 'hooks', 'post-receive');
    await writeFile(hook, '#!/bin/sh\necho "$GIT_PUSH_OPTION_0" > asked\n');
    await chmod(hook, 0o755);
    const clone = await remote.clone();
    await clone.run('config', 'push.pushOption', 'merge_request.create');
    await clone.write('output/kept.json', '2\n');
    await publish(clone);
    expect(await readFile(join(remote.folder, 'asked'), 'utf8')).toBe('merge_request.create\n');
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
