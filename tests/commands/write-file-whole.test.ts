import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileWhole } from '../../src/commands/validate/write-file-whole.ts';
import { temporaryFolder } from '../support/run-cli.ts';

describe('a file that the user named', () => {
  it('is replaced, its folder made, and a link to it followed', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'new', 'a.json');
    await writeFileWhole(path, 'one');
    await symlink(path, join(folder, 'link'));
    await writeFileWhole(join(folder, 'link'), 'two');
    expect(await readFile(path, 'utf8')).toBe('two');
    expect(await readdir(join(folder, 'new'))).toEqual(['a.json']);
  });

  it('is not put in the place of a folder or a device', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'sub'));
    for (const path of [join(folder, 'sub'), '/dev/null']) {
      await expect(writeFileWhole(path, 'x')).rejects.toMatchObject({
        code: 'export',
        message: `cannot write ${path}: it is no file, but a folder, a pipe or a device. What was there before is still there`,
      });
    }
    expect(await readdir(folder)).toEqual(['sub']);
  });

  it('cannot be below a file', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'a'), '');
    await expect(writeFileWhole(join(folder, 'a', 'b'), 'x')).rejects.toThrow(
      /a part of the path is a file/,
    );
  });
});
