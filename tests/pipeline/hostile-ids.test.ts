import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import { folderContents } from '../support/folder-contents.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import { sampleText, servedPipeline, serveInstead, serveSample } from '../support/sample-server.ts';

const HOSTILE = [
  'a/b',
  '../../escape',
  '..',
  'a&b',
  'a b',
  'trailing ',
  '=cmd()',
  '__proto__',
  'constructor',
  'Twin',
  'twin',
  '<script>',
  '\u202egnp',
  'x'.repeat(1000),
];
const DOCUMENT =
  'mappings/cri_profile/attack-16.1/cri_profile-v2.1/enterprise/cri_profile-v2.1_attack-16.1-enterprise.json';

it('ids that climb, collide or pollute are data: built, and nothing is written outside', async () => {
  const folder = await temporaryFolder();
  const server = await serveSample();
  const document = JSON.parse(await sampleText(DOCUMENT));
  const [row] = document.mapping_objects;
  document.mapping_objects = HOSTILE.map((id) => ({
    ...row,
    capability_id: id,
    capability_group: id,
  }));
  document.metadata.capability_groups = Object.fromEntries(
    HOSTILE.map((id) => [id, `Group ${id}`]),
  );
  serveInstead(server, DOCUMENT, JSON.stringify(document));
  const pipeline = await servedPipeline(folder, server);
  const args = [
    'build',
    pipeline,
    '--out',
    join(folder, 'out'),
    '--cache',
    join(folder, 'cache'),
    '--formats',
    'json,csv,navigator,stix,ctid-json',
  ];
  const { exitCode, stderr } = await runCli(args);
  expect(exitCode, stderr).toBe(0);

  const path = join(folder, 'out', 'served', 'cri_profile/attack-16.1/cri_profile-v2.1/enterprise');
  const set: MappingSet = JSON.parse(await readFile(join(path, 'mappings.json'), 'utf8'));
  const ids = set.capabilities.map((capability) => capability.id);
  expect(ids.sort()).toEqual(HOSTILE.map((id) => id.trim()).sort());
  expect(set.capability_groups).toHaveLength(HOSTILE.length);
  const back = JSON.parse(await readFile(join(path, 'ctid.json'), 'utf8'));
  expect(Object.hasOwn(back.metadata.capability_groups, '__proto__')).toBe(true);
  expect(await readdir(folder)).toEqual(['cache', 'out', 'served.yaml']);
});

it.each([
  [
    'climbs',
    'mappings/../attack-16.1/..-v1/enterprise/a.json',
    'mappings/ok/attack-16.1/ok-v1/enterprise/a.json',
  ],
  [
    'has odd characters',
    'mappings/a&b c/attack-16.1/a&b c-v1\u0001/enterprise/a.json',
    'mappings/ok/attack-16.1/ok-v1/enterprise/a.json',
  ],
])('a set whose key %s stays in the output folder', async (_, hostile, plain) => {
  const folder = await temporaryFolder();
  const server = await serveSample();
  const body = await sampleText(DOCUMENT);
  const listing = { tree: [hostile, plain].map((path) => ({ path, type: 'blob' })) };
  server.override = (path, response) => {
    if (path.endsWith('/index.json') || path.includes('/attack/')) return false;
    response.end(path === '/git-tree.json' ? JSON.stringify(listing) : body);
    return true;
  };
  const pipeline = await servedPipeline(folder, server);
  const { stderr } = await runCli([
    'build',
    pipeline,
    '--out',
    join(folder, 'out'),
    '--cache',
    join(folder, 'cache'),
  ]);
  expect(stderr).not.toMatch(/\n {4}at /);
  expect(await readdir(folder)).toEqual(['cache', 'out', 'served.yaml']);
  expect(await readdir(join(folder, 'out'))).toEqual(['served']);
  expect(Object.keys(await folderContents(join(folder, 'out', 'served')))).toContain(
    'ok/attack-16.1/ok-v1/enterprise/mappings.json',
  );
});

it('two sets whose folders differ only by case are refused by name', async () => {
  const folder = await temporaryFolder();
  const server = await serveSample();
  const paths = [
    'mappings/Acme/attack-16.1/Acme-v1/enterprise/a.json',
    'mappings/acme/attack-16.1/acme-v1/enterprise/a.json',
  ];
  const tree = paths.map((path) => ({ path, type: 'blob' }));
  serveInstead(server, 'git-tree.json', JSON.stringify({ tree }));
  const pipeline = await servedPipeline(folder, server);
  const { exitCode, stderr } = await runCli([
    'build',
    pipeline,
    '--out',
    join(folder, 'out'),
    '--cache',
    join(folder, 'cache'),
  ]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /acme\/attack-16\.1\/acme-v1\/enterprise and Acme\/.* differ only by case/,
  );
});
