import { mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownSample } from '../support/own-sample.ts';

const OLD = 'm365/attack-14.1/m365-12.11.2023/enterprise';
const NEW = 'm365/attack-16.1/m365-07.18.2025/enterprise';
const DOCUMENT = `mappings/${NEW}/m365-07.18.2025_attack-16.1-enterprise.json`;
const LISTED = /,\s*\{[^{}]*m365-07\.18\.2025_attack-16\.1[^{}]*\}/;

it('the bundle of a release stays until that of the next one is there', async () => {
  const sample = await ownSample();
  let listed = '';
  let document = '';
  await sample.edit('git-tree.json', (text) => {
    listed = text;
    expect(text).toMatch(LISTED);
    return text.replace(LISTED, '');
  });
  await sample.build('out', 'cache');
  const bundle = async () => (await sample.contents('out'))[`${OLD}/stix-bundle.json`];
  const before = await bundle();
  expect(before).toBeDefined();

  await sample.edit('git-tree.json', () => listed);
  await sample.edit(DOCUMENT, (text) => {
    document = text;
    return '<html></html>';
  });
  for (const night of [1, 2]) {
    expect((await sample.run('out', 'cache')).exitCode, `night ${night}`).toBe(1);
    expect(await bundle()).toBe(before);
    const entry = (await sample.manifest('out')).sets.find(({ path }) => path === OLD);
    expect(entry?.status).toBe('current');
    expect(entry?.outputs).toContainEqual(
      expect.objectContaining({ path: `${OLD}/stix-bundle.json`, sha256: before }),
    );
  }

  await sample.edit(DOCUMENT, () => document);
  await sample.build('out', 'cache');
  const after = await sample.contents('out');
  expect(after[`${OLD}/stix-bundle.json`]).toBeUndefined();
  expect(after[`${NEW}/stix-bundle.json`]).toBeDefined();
});

it('it stays too when the next one cannot be put in its place', async () => {
  const sample = await ownSample();
  let listed = '';
  await sample.edit('git-tree.json', (text) => {
    listed = text;
    return text.replace(LISTED, '');
  });
  await sample.build('out', 'cache');
  const before = await sample.contents('out');

  await sample.edit('git-tree.json', () => listed);
  const blocked = join(sample.folder, 'out/sample', NEW, 'mappings.csv');
  await mkdir(blocked, { recursive: true });
  expect((await sample.run('out', 'cache')).exitCode).toBe(1);
  expect((await sample.contents('out'))[`${OLD}/stix-bundle.json`]).toBe(
    before[`${OLD}/stix-bundle.json`],
  );

  await rmdir(blocked);
  await sample.build('out', 'cache', '--only', 'm365/attack-14.1/**');
  expect(await sample.contents('out')).toHaveProperty([`${OLD}/stix-bundle.json`]);
  await sample.build('out', 'cache');
  expect(await sample.contents('out')).not.toHaveProperty([`${OLD}/stix-bundle.json`]);
});
