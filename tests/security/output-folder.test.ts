import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { Manifest } from '../../src/generated/manifest.ts';
import { isBelowFolder } from '../../src/io/below-folder.ts';
import { openOutputFolder, stageInto } from '../../src/io/output-folder.ts';
import { folderContents } from '../support/folder-contents.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';

const KEV = 'kev/attack-15.1/kev-02.13.2025/mobile';

/** The embedded sample, built below `out`, and a folder beside it that nobody may touch. */
async function built() {
  const folder = await temporaryFolder();
  const path = (name: string) => join(folder, name);
  const build = (...args: string[]) =>
    runCli(['build', 'sample', '--out', path('out'), '--cache', path('cache'), '--quiet', ...args]);
  await mkdir(path('others'));
  await writeFile(path('others/file'), 'of somebody else\n');
  await writeFile(path('others/mappings.json'), '{}\n');
  return { path, build, others: () => folderContents(path('others')) };
}

it('a manifest that lists files elsewhere removes none of them', async () => {
  const { path, build, others } = await built();
  expect((await build()).exitCode).toBe(0);
  const file = path('out/sample/manifest.json');
  const manifest: Manifest = JSON.parse(await readFile(file, 'utf8'));
  const before = await others();
  for (const set of manifest.sets) {
    const up = '../'.repeat(set.path.split('/').length + 2);
    const [output] = set.outputs;
    for (const name of ['file', 'mappings.json'])
      if (output) set.outputs.push({ ...output, path: `${set.path}/${up}others/${name}` });
  }
  await writeFile(file, JSON.stringify(manifest));
  // A format less: what the manifest has beside it goes.
  const { exitCode, stderr } = await build('--formats', 'json');
  expect(exitCode, stderr).toBe(0);
  expect(await others()).toEqual(before);
});

it('a link in the output folder is not followed out of it: its set fails, others are built', async () => {
  const { path, build, others } = await built();
  const before = await others();
  await mkdir(dirname(path(`out/sample/${KEV}`)), { recursive: true });
  await symlink(path('others'), path(`out/sample/${KEV}`));
  const { exitCode, stdout, stderr } = await build();
  expect(exitCode).toBe(1);
  expect(stdout).toContain('leads out of it');
  expect(stderr).not.toMatch(/\n {4}at /);
  expect(await others()).toEqual(before);
  expect(Object.keys(await folderContents(path('out/sample')))).toContain(
    'kev/attack-15.1/kev-02.13.2025/enterprise/mappings.json',
  );
});

it('a link in place of a file, of the lock or of a folder of ours is replaced or refused', async () => {
  const { path, build, others } = await built();
  const before = await others();
  await mkdir(path(`out/sample/${KEV}`), { recursive: true });
  await symlink(path('others/mappings.json'), path(`out/sample/${KEV}/mappings.json`));
  await symlink(path('others'), path('out/sample/.staging'));
  await build();
  expect(await others()).toEqual(before);
  await symlink(path('others/file'), path('out/sample/.lock'));
  await symlink(path('others'), path('out/sample/.before'));
  const { stderr } = await runCli([
    ...['regenerate', 'sample', '--out', path('out'), '--cache', path('cache2'), '--quiet'],
    ...['--formats', 'json'],
  ]);
  expect(stderr).not.toMatch(/\n {4}at /);
  expect(await others()).toEqual(before);
});

it('a folder that is itself a link is as good as another', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'there'));
  await symlink(join(folder, 'there'), join(folder, 'link'));
  await stageInto(join(folder, 'link'), async (staging) => {
    await staging.write({ path: 'a/b', chunks: ['c'] });
  });
  expect(await readFile(join(folder, 'there/a/b'), 'utf8')).toBe('c');
});

it.each(['../x', 'a/../../x', 'a/./b', '/x', 'a//b', 'a\\..\\..\\x', 'link/x', 'link/y/z'])(
  'the path %j is not below the folder',
  async (path) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'out/a'), { recursive: true });
    await symlink(folder, join(folder, 'out/link'));
    await writeFile(join(folder, 'x'), 'x');
    expect(isBelowFolder(join(folder, 'out'), path)).toBe(false);
    expect(isBelowFolder(join(folder, 'out'), 'a/b/c')).toBe(true);
    const output = await openOutputFolder(join(folder, 'out'), async () => ({
      ...{ sha256: '', bytes: 0 },
    }));
    expect(await output.holds({ path, sha256: '', bytes: 0 })).toBe(false);
    await output.remove(path);
    await output.close();
    expect(await readFile(join(folder, 'x'), 'utf8')).toBe('x');
  },
);
