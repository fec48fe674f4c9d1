import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleWith, run, twoBundles } from '../support/two-bundles.ts';
import { CLEAN } from '../support/validate-file.ts';

describe('validate --previous refuses', () => {
  const LAYER = {
    name: 'L',
    versions: { layer: '4.5' },
    domain: 'enterprise-attack',
    techniques: [],
  };

  it.each<[string, string[], RegExp]>([
    ['no path', ['--previous', 'old.json'], /name files or folders to validate/],
    [
      'two paths',
      ['--previous', 'old.json', 'new.json', 'layer.json'],
      /goes with one bundle, or one folder of them; found 2 paths/,
    ],
    ['no earlier one', ['--previous', 'no.json', 'new.json'], /no file or folder no\.json/],
    ['no later one', ['--previous', 'old.json', 'no.json'], /no file or folder no\.json/],
    [
      'an earlier layer',
      ['--previous', 'layer.json', 'new.json'],
      /expected layer\.json to be a STIX bundle, found Navigator layer: --previous takes/,
    ],
    [
      'a later layer',
      ['--previous', 'old.json', 'layer.json'],
      /expected layer\.json to be a STIX bundle, as old\.json is, found Navigator layer: validate it without --previous/,
    ],
    [
      'a later list',
      ['--previous', 'old.json', 'list.json'],
      /expected list\.json to be .* found a list of 1/,
    ],
    [
      'an earlier one that breaks off',
      ['--previous', 'broken.json', 'new.json'],
      /broken\.json: expected JSON, found a document that breaks off/,
    ],
    [
      'a file and a folder',
      ['--previous', 'old.json', 'folder'],
      /old\.json is a file and folder is a folder/,
    ],
    [
      'a folder and a file',
      ['--previous', 'folder', 'new.json'],
      /new\.json is a file and folder is a folder/,
    ],
    [
      'folders without the same bundle',
      ['--previous', 'folder', 'other'],
      /no stix-bundle\*\.json is in other and at the same place in folder/,
    ],
    [
      'a rule on two bundles without it',
      ['--rules', 'bundle-unrelated', 'new.json'],
      /"bundle-unrelated" compares a bundle with an earlier one: name it with --previous/,
    ],
  ])('%s', async (_, args, message) => {
    const folder = await twoBundles();
    const put = async (name: string, text: string) => {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    };
    await put('layer.json', JSON.stringify(LAYER));
    await put('list.json', JSON.stringify([JSON.parse(await bundleWith((all) => all))]));
    await put('broken.json', '{"type":"bundle",');
    await put('folder/stix-bundle.json', '{}');
    await put('other/a/stix-bundle.json', JSON.stringify(CLEAN));
    const { exitCode, stdout, stderr } = await run(folder, ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
