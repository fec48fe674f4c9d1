import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blobBytes, commitOf, revisionFiles } from '../../../src/io/git/revision-files.ts';
import { git } from '../../../src/io/git/run-git.ts';
import { temporaryFolder } from '../../support/run-cli.ts';

/** A repository with one commit, a tag on it, and names that a careless reader stumbles over. */
async function repository() {
  const cwd = await temporaryFolder();
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], { cwd });
  git('init', '-q', '-b', 'main');
  await mkdir(join(cwd, 'a b'));
  await writeFile(join(cwd, 'a b', 'ä"\n\t.json'), 'one');
  await writeFile(join(cwd, 'x.json'), 'twelve bytes');
  await writeFile(join(cwd, '-x.json'), '');
  await symlink('x.json', join(cwd, 'link.json'));
  git('add', '.');
  git('commit', '-qm', 'one');
  git('tag', '-am', 'tagged', 'v1');
  git('branch', '--', 'side');
  return { cwd };
}

describe('a commit', () => {
  it('is found by its names, those of tags too', async () => {
    const options = await repository();
    const ids = await Promise.all(
      ['HEAD', 'main', 'side', 'v1', 'HEAD^{tree}~0', 'main@{0}'].map((name) =>
        commitOf(name, options).catch(() => 'none'),
      ),
    );
    expect(ids[0]).toMatch(/^[0-9a-f]{40}$/);
    expect(ids).toEqual([ids[0], ids[0], ids[0], ids[0], 'none', ids[0]]);
  });

  it.each(['', '--help', '-n', '--git-dir', 'HEAD\n', 'HEAD:x.json', 'no such', 'HEAD~9'])(
    'is not what %j names',
    async (name) => {
      await expect(commitOf(name, await repository())).rejects.toMatchObject({ code: 'config' });
    },
  );

  it('is looked for in a repository', async () => {
    const cwd = await temporaryFolder();
    await expect(commitOf('HEAD', { cwd })).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining('not a git repository'),
    });
  });
});

describe('the files of a commit', () => {
  it('are all of them, links apart, whatever their names', async () => {
    const options = await repository();
    const commit = await commitOf('HEAD', options);
    const paths = async (path?: string) =>
      (await revisionFiles(commit, path, options)).map((file) => file.path).sort();
    expect(await paths()).toEqual(['-x.json', 'a b/ä"\n\t.json', 'x.json']);
    expect(await paths('a b')).toEqual(['a b/ä"\n\t.json']);
    expect(await paths('-x.json')).toEqual(['-x.json']);
    expect(await paths('*.json')).toEqual([]);
    expect(await paths('gone')).toEqual([]);
    await expect(paths('../x.json')).rejects.toMatchObject({ code: 'config' });
  });

  it('are read as they are, up to a size', async () => {
    const options = await repository();
    const commit = await commitOf('HEAD', options);
    const [file] = await revisionFiles(commit, 'x.json', options);
    if (file === undefined) throw new Error('no file');
    expect(Buffer.from(await blobBytes(file, 12, options)).toString()).toBe('twelve bytes');
    await expect(blobBytes(file, 11, options)).rejects.toMatchObject({
      ...{ code: 'config', subject: 'x.json' },
      message: expect.stringContaining('at most 11 bytes, found 12'),
    });
  });
});

it('what git says is told on one line', async () => {
  const said = git(['log', 'no-such-name'], await repository());
  await expect(said).rejects.toThrow(/^fatal: ambiguous argument .*; Use '--' .*$/);
});
