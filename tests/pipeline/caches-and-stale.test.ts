import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RunReport } from '../../src/generated/run-report.ts';
import { folderContents } from '../support/folder-contents.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import { sampleText, servedPipeline, serveInstead, serveSample } from '../support/sample-server.ts';

it('a damaged cache costs time, never correctness', async () => {
  const folder = await temporaryFolder();
  const cache = join(folder, 'cache');
  const build = (out: string) => runCli(['build', '--out', join(folder, out), '--cache', cache]);
  expect((await build('clean')).exitCode).toBe(0);
  for (const name of await readdir(join(cache, 'attack'))) {
    await writeFile(join(cache, 'attack', name), '{"version":1,"techniques":[]}');
  }
  for (const text of ['[["a",null]]', '{', '7', '[["a",{"sets":{}}]]']) {
    for (const name of await readdir(join(cache, 'builds'))) {
      await writeFile(join(cache, 'builds', name), text);
    }
    await writeFile(join(cache, 'hashes.json'), text);
    const { exitCode, stderr } = await build('out');
    expect(exitCode, stderr).toBe(0);
    expect(await folderContents(join(folder, 'out'))).toEqual(
      await folderContents(join(folder, 'clean')),
    );
  }
});

it('a stale copy that was used is in the report', async () => {
  const folder = await temporaryFolder();
  const server = await serveSample();
  const pipeline = await servedPipeline(folder, server);
  const args = [
    'build',
    pipeline,
    '--out',
    join(folder, 'out'),
    '--cache',
    join(folder, 'cache'),
    '--json',
  ];
  await runCli(args);
  server.override = (path, response) => {
    if (path !== '/git-tree.json') return false;
    response.writeHead(503).end();
    return true;
  };
  const { exitCode, stdout } = await runCli(args);
  expect(exitCode).toBe(0);
  const { pipelines } = JSON.parse(stdout) as RunReport;
  const stale = pipelines[0]?.diagnostics.filter(({ rule }) => rule === 'fetch');
  expect(stale).toMatchObject([{ severity: 'warning', source: `${server.origin}/git-tree.json` }]);
});

it('what is nested too deeply, and a date that is none, are said in words', async () => {
  const folder = await temporaryFolder();
  const server = await serveSample();
  const path =
    'mappings/kev/attack-15.1/kev-02.13.2025/mobile/kev-02.13.2025_attack-15.1-mobile.json';
  const document = JSON.parse(await sampleText(path));
  const pipeline = await servedPipeline(folder, server);
  const args = [
    'build',
    pipeline,
    '--only',
    'kev/**/mobile',
    '--out',
    join(folder, 'out'),
    '--cache',
    join(folder, 'cache'),
    '--json',
  ];
  const buildWith = async (text: string): Promise<RunReport> => {
    serveInstead(server, path, text);
    return JSON.parse((await runCli(args)).stdout);
  };
  const dated = await buildWith(
    JSON.stringify({ ...document, metadata: { ...document.metadata, creation_date: 'soon' } }),
  );
  expect(dated.pipelines[0]?.diagnostics).toContainEqual(
    expect.objectContaining({
      rule: 'date-unreadable',
      place: { pointer: '/metadata/creation_date' },
    }),
  );

  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const nested = await buildWith(
    JSON.stringify(document).replace('"metadata":{', `"metadata":{"own":${deep},`),
  );
  expect(nested.pipelines[0]?.sets[0]?.error).toMatchObject({
    code: 'parse',
    message: expect.stringMatching(/nested more deeply/),
  });
  expect(
    (await readFile(join(folder, 'out/served/kev/attack-15.1/kev-02.13.2025/mobile/mappings.json')))
      .length,
  ).toBeGreaterThan(0);
});
