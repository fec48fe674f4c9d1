import { cp, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/generated/manifest.ts';
import type { RunReport } from '../../src/generated/run-report.ts';
import { folderContents } from '../support/folder-contents.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';

const PIPELINES = join(import.meta.dirname, '..', '..', 'pipelines');

/** The sample in a folder of its own, where a test may change its inputs. */
async function ownSample() {
  const folder = await temporaryFolder();
  await cp(PIPELINES, join(folder, 'pipelines'), { recursive: true });
  const index = join(folder, 'pipelines/sample/attack/index.json');
  return {
    folder,
    attack: join(folder, 'pipelines/sample/attack'),
    build: async (out: string, cache: string, ...more: string[]) => {
      const args = [
        'build',
        join(folder, 'pipelines/sample.yaml'),
        '--out',
        join(folder, out),
        '--cache',
        join(folder, cache),
        '--json',
        ...more,
      ];
      const { stdout, stderr, exitCode } = await runCli(args);
      expect(exitCode, stderr).toBe(0);
      return JSON.parse(stdout) as RunReport;
    },
    editIndex: async (edit: (text: string) => string) =>
      writeFile(index, edit(await readFile(index, 'utf8'))),
    contents: (out: string) => folderContents(join(folder, out, 'sample')),
    manifest: async (out: string): Promise<Manifest> =>
      JSON.parse(await readFile(join(folder, out, 'sample/manifest.json'), 'utf8')),
  };
}

describe('a rebuild gives what a fresh build gives', () => {
  it('when the index of ATT&CK releases changed', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    // The only date that a set without dates can take.
    await sample.editIndex((text) => text.replaceAll(/"modified": "20/g, '"modified": "19'));
    const again = await sample.build('out', 'cache');
    expect(again.totals.unchanged).toBe(0);
    await sample.build('fresh', 'other-cache');
    expect(await sample.contents('out')).toEqual(await sample.contents('fresh'));
  });

  it('when a bundle of another domain was missing, and is there again', async () => {
    const sample = await ownSample();
    const bundle = join(sample.attack, 'mobile-attack/mobile-attack-16.1.json');
    await rename(bundle, `${bundle}.away`);
    const without = await sample.build('out', 'cache');
    expect(without.pipelines[0]?.diagnostics.map(({ rule }) => rule)).toContain(
      'attack-domain-missing',
    );
    await rename(`${bundle}.away`, bundle);
    await sample.build('out', 'cache');
    await sample.build('fresh', 'other-cache');
    expect(await sample.contents('out')).toEqual(await sample.contents('fresh'));
  });

  it('when a document changed and kept its size', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const path = join(
      sample.folder,
      'pipelines/sample/mappings/kev/attack-15.1/kev-02.13.2025/mobile/kev-02.13.2025_attack-15.1-mobile.json',
    );
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace('primary_impact', 'uncategorized '.trim()),
    );
    const again = await sample.build('out', 'cache');
    expect(again.totals.unchanged).toBe(11);
    await sample.build('fresh', 'other-cache');
    expect(await sample.contents('out')).toEqual(await sample.contents('fresh'));
  });
});

describe('--formats', () => {
  it('leaves the files of other formats, and the manifest still states them', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const before = await sample.contents('out');
    await sample.build('out', 'cache', '--formats', 'csv', '--only', 'm365');
    expect(await sample.contents('out')).toEqual(before);
    const stated = (await sample.manifest('out')).sets.flatMap(({ outputs }) =>
      outputs.map(({ path }) => path),
    );
    expect(
      Object.keys(before)
        .filter((path) => path.includes('/'))
        .sort(),
    ).toEqual(stated.sort());
  });

  it('takes away those that were made from other inputs', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    await sample.editIndex((text) => `${text} `);
    await sample.build('out', 'cache', '--formats', 'csv', '--only', 'gcp');
    const files = Object.keys(await sample.contents('out')).filter((path) =>
      path.startsWith('gcp/'),
    );
    expect(files).toEqual(['gcp/attack-16.1/gcp-03.06.2025/enterprise/mappings.csv']);
  });
});
