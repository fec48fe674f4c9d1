import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inputFiles } from '../../src/commands/input-files.ts';
import { temporaryFolder } from '../support/run-cli.ts';

it('finds every JSON file below a folder once, and follows no link to a folder', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'b', 'c.json'), { recursive: true });
  for (const name of ['b/two.json', 'one.json', 'b/c.json/three.json', 'other.txt'])
    await writeFile(join(folder, name), '{}');
  for (const name of ['x', 'y']) await symlink('.', join(folder, name));
  await symlink('one.json', join(folder, 'link.json'));
  await symlink('nowhere', join(folder, 'broken.json'));
  const found = await inputFiles(folder);
  expect(found.map(({ name }) => name)).toEqual([
    'b/c.json/three.json',
    'b/two.json',
    'link.json',
    'one.json',
  ]);
  expect(found[0]).toEqual({
    file: join(folder, 'b/c.json/three.json'),
    name: 'b/c.json/three.json',
    named: false,
  });
});

it('takes a file that is named as it is, and refuses what is not there', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'one.txt'), '{}');
  const file = join(folder, 'one.txt');
  expect(await inputFiles(file)).toEqual([{ file, name: 'one.txt', named: true }]);
  for (const path of [join(folder, 'none'), folder])
    await expect(inputFiles(path)).rejects.toMatchObject({ code: 'config' });
});
