import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/generated/run-report.ts';
import { ownSample } from '../support/own-sample.ts';

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

  it('and a bundle of another domain that cannot be read ends its set, whose files stay', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const before = await sample.contents('out');
    const bundle = join(sample.attack, 'mobile-attack/mobile-attack-16.1.json');
    await rename(bundle, `${bundle}.away`);
    const { exitCode, stdout } = await sample.run('out', 'cache');
    expect(exitCode).toBe(1);
    const failed = (JSON.parse(stdout) as RunReport).pipelines[0]?.sets.filter(
      ({ status }) => status === 'failed',
    );
    expect(failed?.map(({ path, error }) => [path, error?.code])).toEqual([
      ['aligned-18.1/csa_ccm/attack-16.1/csa_ccm-4.1/enterprise', 'export'],
      ['aligned-18.1/nist_800_53/attack-16.1/nist_800_53-rev5/enterprise', 'export'],
      ['csa_ccm/attack-16.1/csa_ccm-4.1/enterprise', 'fetch'],
      ['nist_800_53/attack-16.1/nist_800_53-rev5/enterprise', 'fetch'],
      ['combined/18.1/enterprise', 'export'],
    ]);
    expect({ ...(await sample.contents('out')), 'manifest.json': '' }).toEqual({
      ...before,
      'manifest.json': '',
    });
    await rename(`${bundle}.away`, bundle);
    await sample.build('out', 'cache');
    expect(await sample.contents('out')).toEqual(before);
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
    // All but the sets of kev, their aligned twins, and the files over all frameworks.
    expect(again.totals.unchanged).toBe(27 - 4 - 3);
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
    const { sets, combined = [] } = await sample.manifest('out');
    const stated = [...sets, ...combined].flatMap(({ outputs }) => outputs.map(({ path }) => path));
    expect(
      Object.keys(before)
        .filter((path) => path.includes('/'))
        .sort(),
    ).toEqual(stated.sort());
  });

  it('takes away those that were changed by hand, and states none that is not there', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const folder = join(sample.folder, 'out/sample/gcp/attack-16.1/gcp-03.06.2025/enterprise');
    await writeFile(join(folder, 'mappings.json'), 'changed');
    await sample.build('out', 'cache', '--formats', 'csv', '--only', 'gcp');
    const files = Object.keys(await sample.contents('out')).filter((path) =>
      path.startsWith('gcp/'),
    );
    expect(files).not.toContain('gcp/attack-16.1/gcp-03.06.2025/enterprise/mappings.json');
    const stated = (await sample.manifest('out')).sets
      .filter(({ path }) => path.startsWith('gcp/'))
      .flatMap(({ outputs }) => outputs.map(({ path }) => path));
    expect(stated.sort()).toEqual(files);
  });

  it('takes away those that were made from other inputs', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    await sample.editIndex((text) => `${text} `);
    await sample.build('out', 'cache', '--formats', 'csv', '--only', 'gcp');
    const files = Object.keys(await sample.contents('out')).filter((path) =>
      path.startsWith('gcp/'),
    );
    expect(files).toEqual([
      'gcp/attack-16.1/gcp-03.06.2025/enterprise/coverage.csv',
      'gcp/attack-16.1/gcp-03.06.2025/enterprise/mappings.csv',
    ]);
  });
});
