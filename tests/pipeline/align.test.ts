import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/generated/run-report.ts';
import { folderContents } from '../support/folder-contents.ts';
import { ownSample } from '../support/own-sample.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';

const GCP =
  'mappings/gcp/attack-16.1/gcp-03.06.2025/enterprise/gcp-03.06.2025_attack-16.1-enterprise.json';
const COMBINED = ['combined/18.1/enterprise', 'combined/18.1/ics', 'combined/18.1/mobile'];

function statuses({ pipelines }: RunReport, beginning: string): Record<string, string> {
  const sets = pipelines[0]?.sets ?? [];
  return Object.fromEntries(
    sets.flatMap(({ path, status }) => (path.startsWith(beginning) ? [[path, status]] : [])),
  );
}

describe('a pipeline with align', () => {
  it('has an aligned set for the newest of each lineage, and files over all frameworks', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const { sets, combined = [] } = await sample.manifest('out');
    const aligned = sets.filter((set) => set.aligned_from !== undefined);
    expect(aligned).toHaveLength(11);
    for (const { path, aligned_from, key } of aligned) {
      expect(path).toBe(`aligned-18.1/${aligned_from}`);
      expect(key.attack_version).toBe('18.1');
    }
    // The older releases of m365 and NIST are not carried along.
    expect(sets.filter((set) => set.path.includes('attack-14.1')).map((set) => set.path)).toEqual([
      'm365/attack-14.1/m365-12.11.2023/enterprise',
      'nist_800_53/attack-14.1/nist_800_53-rev5/enterprise',
    ]);
    expect(combined.map(({ path, status, sets: of }) => [path, status, of.length])).toEqual([
      ['combined/18.1/enterprise', 'current', 9],
      ['combined/18.1/ics', 'current', 1],
      ['combined/18.1/mobile', 'current', 1],
    ]);
    for (const { path, outputs } of combined) {
      expect(outputs.map((file) => file.path)).toEqual([
        `${path}/mappings.csv`,
        `${path}/navigator-layer-capabilities.json`,
        `${path}/navigator-layer.json`,
        `${path}/stix-bundle.json`,
      ]);
    }
  });

  it('leaves all as it is when nothing changed, and gives what a fresh build gives when something did', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const before = await sample.contents('out');
    const again = await sample.build('out', 'cache');
    expect(again.totals.unchanged).toBe(again.totals.sets);
    expect(await sample.contents('out')).toEqual(before);

    await sample.edit(GCP, (text) => text.replace('"partial"', '"minimal"'));
    const changed = await sample.build('out', 'cache');
    expect(statuses(changed, 'combined/')).toEqual({
      'combined/18.1/enterprise': 'built',
      'combined/18.1/ics': 'built',
      'combined/18.1/mobile': 'built',
    });
    expect(Object.values(statuses(changed, 'aligned-18.1/kev'))).toEqual([
      'unchanged',
      'unchanged',
    ]);
    await sample.build('fresh', 'other-cache');
    expect(await sample.contents('out')).toEqual(await sample.contents('fresh'));
  });

  it('mends a combined file that someone changed', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const before = await sample.contents('out');
    await writeFile(join(sample.folder, 'out/sample/combined/18.1/ics/mappings.csv'), 'changed');
    await sample.build('out', 'cache');
    expect(await sample.contents('out')).toEqual(before);
  });

  it('keeps the last good files over all frameworks when one of their sets fails', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const before = await sample.contents('out');
    await sample.edit(GCP, () => '{');
    const { exitCode, stdout } = await sample.run('out', 'cache');
    expect(exitCode).toBe(1);
    const failed = Object.entries(statuses(JSON.parse(stdout), '')).filter(
      ([, status]) => status === 'failed',
    );
    expect(failed.map(([path]) => path)).toEqual([
      'aligned-18.1/gcp/attack-16.1/gcp-03.06.2025/enterprise',
      'gcp/attack-16.1/gcp-03.06.2025/enterprise',
      'combined/18.1/enterprise',
    ]);
    expect({ ...(await sample.contents('out')), 'manifest.json': '' }).toEqual({
      ...before,
      'manifest.json': '',
    });
    const { combined = [] } = await sample.manifest('out');
    expect(combined.map(({ path, status }) => [path, status])).toEqual([
      ['combined/18.1/enterprise', 'kept'],
      ['combined/18.1/ics', 'current'],
      ['combined/18.1/mobile', 'current'],
    ]);
  });

  it('does not touch the files over all frameworks when only some sets, or rows, are built', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const { combined } = await sample.manifest('out');
    await sample.edit(GCP, (text) => text.replace('"partial"', '"minimal"'));
    const part = await sample.build('out', 'cache', '--only', 'gcp/**');
    expect(Object.keys(statuses(part, ''))).toEqual([
      'aligned-18.1/gcp/attack-16.1/gcp-03.06.2025/enterprise',
      'gcp/attack-16.1/gcp-03.06.2025/enterprise',
    ]);
    expect((await sample.manifest('out')).combined).toEqual(combined);
    const filtered = await sample.build('out', 'cache', '--where', 'category=detect');
    expect(statuses(filtered, 'combined/')).toEqual({});
    const whole = await sample.build('out', 'cache');
    expect(statuses(whole, 'combined/18.1/enterprise')).toEqual({
      'combined/18.1/enterprise': 'built',
    });
  });

  it('keeps files of other formats that are still good, and of no others', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const before = await sample.contents('out');
    await sample.build('out', 'cache', '--formats', 'csv');
    // Findings are those of the formats that are written, and the manifest counts them.
    expect({ ...(await sample.contents('out')), 'manifest.json': '' }).toEqual({
      ...before,
      'manifest.json': '',
    });
    await sample.edit(GCP, (text) => text.replace('"partial"', '"minimal"'));
    await sample.build('out', 'cache', '--formats', 'csv');
    const files = Object.keys(await sample.contents('out'));
    expect(files.filter((path) => path.startsWith('combined/18.1/enterprise'))).toEqual([
      'combined/18.1/enterprise/mappings.csv',
    ]);
  });

  it('adds the formats that an earlier build left out', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache', '--formats', 'csv');
    await sample.build('out', 'cache');
    await sample.build('fresh', 'other-cache');
    expect(await sample.contents('out')).toEqual(await sample.contents('fresh'));
  });

  it('removes no file that is not its own, whatever the manifest says', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const manifest = await sample.manifest('out');
    const victim = join(sample.folder, 'out/sample/combined/mine.txt');
    await writeFile(victim, 'mine');
    manifest.combined?.[0]?.outputs.push({
      path: 'combined/mine.txt',
      format: 'csv',
      sha256: '0'.repeat(64),
      bytes: 4,
    });
    await writeFile(join(sample.folder, 'out/sample/manifest.json'), JSON.stringify(manifest));
    await sample.edit(GCP, (text) => text.replace('"partial"', '"minimal"'));
    await sample.build('out', 'cache');
    expect(await readFile(victim, 'utf8')).toBe('mine');
  });

  it('--align none aligns nothing, says so in the manifest, and leaves the sets themselves unchanged', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const report = await sample.build('out', 'cache', '--align', 'none');
    expect(statuses(report, 'aligned-')).toEqual({});
    const { sets, combined = [] } = await sample.manifest('out');
    const kept = [...sets, ...combined].filter(({ status }) => status === 'kept');
    expect(kept.map(({ path }) => path.split('/')[0])).toEqual([
      ...Array(11).fill('aligned-18.1'),
      ...COMBINED.map(() => 'combined'),
    ]);
    await sample.build('none', 'other-cache', '--align', 'none');
    const own = await sample.contents('none');
    expect(await sample.contents('out')).toMatchObject({
      ...own,
      'manifest.json': expect.anything(),
    });
  });

  it('keeps what was aligned to another version, and says so', async () => {
    const sample = await ownSample();
    await rm(join(sample.folder, 'pipelines/sample/mappings/veris'), { recursive: true });
    await sample.edit('git-tree.json', (text) => {
      const listing = JSON.parse(text);
      const tree = listing.tree.filter(({ path }: { path: string }) => !path.includes('veris'));
      return JSON.stringify({ ...listing, tree });
    });
    await sample.build('out', 'cache');
    await sample.build('out', 'cache', '--align', '16.1');
    const entries = async () => {
      const { sets, combined = [] } = await sample.manifest('out');
      return [...sets, ...combined].map(({ path, status, reason }) => [
        /^(?:aligned-|combined\/)[^/]+/.exec(path)?.[0] ?? 'own',
        status,
        reason,
      ]);
    };
    const gone = 'no longer aligned to this version';
    const told = new Set((await entries()).map((entry) => JSON.stringify(entry)));
    expect([...told].map((entry) => JSON.parse(entry))).toEqual([
      ['aligned-16.1', 'current', null],
      ['aligned-18.1', 'kept', gone],
      ['own', 'current', null],
      ['combined/16.1', 'current', null],
      ['combined/18.1', 'kept', gone],
    ]);
    await sample.build('out', 'cache');
    const back = new Set((await entries()).map(([of, status]) => `${of} ${status}`));
    expect([...back]).toEqual([
      'aligned-16.1 kept',
      'aligned-18.1 current',
      'own current',
      'combined/16.1 kept',
      'combined/18.1 current',
    ]);
  });

  it('aligns to a version of choice', async () => {
    const sample = await ownSample();
    const { exitCode, stdout } = await sample.run('out', 'cache', '--align', '16');
    // There is no ICS 16.1 in the sample, and the techniques of ICS are in no other domain.
    expect(exitCode).toBe(1);
    const report: RunReport = JSON.parse(stdout);
    const failed = report.pipelines[0]?.sets.filter(({ status }) => status === 'failed') ?? [];
    expect(failed.map(({ path }) => path)).toEqual([
      'aligned-16.1/veris/attack-12.1/veris-1.3.7/ics',
      'combined/16.1/ics',
    ]);
    expect(failed[0]?.error?.message).toMatch(/no release of the ics domain fits ATT&CK 16\.1/);
    expect(statuses(report, 'combined/16.1/enterprise')).toEqual({
      'combined/16.1/enterprise': 'built',
    });
  });
});

describe('what cannot be aligned', () => {
  it('a version that does not exist ends the build before anything is written', async () => {
    const folder = await temporaryFolder();
    for (const [version, message] of [
      ['99', /there is no ATT&CK 99 .*There are: 18\.1, 16\.1/],
      ['newest', /there is no ATT&CK newest .*There are: 18\.1/],
    ] as const) {
      const args = ['build', '--align', version, '--out', join(folder, 'out')];
      const { exitCode, stderr } = await runCli([...args, '--cache', join(folder, 'cache')]);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(message);
    }
    const written = await folderContents(join(folder, 'out')).catch(() => ({}));
    expect(Object.keys(written)).toEqual([]);
  });

  it('a target bundle that cannot be read ends the aligned sets, and no other', async () => {
    const sample = await ownSample();
    await rm(join(sample.attack, 'mobile-attack/mobile-attack-18.1.json'));
    const { exitCode, stdout } = await sample.run('out', 'cache');
    expect(exitCode).toBe(1);
    const failed = Object.entries(statuses(JSON.parse(stdout), '')).filter(
      ([, status]) => status === 'failed',
    );
    expect(failed.map(([path]) => path)).toEqual([
      'aligned-18.1/kev/attack-15.1/kev-02.13.2025/mobile',
      'aligned-18.1/nist_800_53/attack-16.1/nist_800_53-rev5/enterprise',
      'combined/18.1/enterprise',
      'combined/18.1/mobile',
    ]);
  });

  it('a target bundle without revoked-by relationships is told from a whole one', async () => {
    const sample = await ownSample();
    await sample.edit('attack/enterprise-attack/enterprise-attack-18.1.json', (text) =>
      text.replaceAll('"relationship_type":"revoked-by"', '"relationship_type":"other"'),
    );
    const { exitCode, stdout } = await sample.run('out', 'cache');
    expect(exitCode).toBe(1);
    const report: RunReport = JSON.parse(stdout);
    const failed = report.pipelines[0]?.sets.filter(({ status }) => status === 'failed') ?? [];
    expect(failed[0]?.error?.message).toMatch(/revoked-by/);
    expect(failed[0]?.error?.subject).toMatch(/enterprise-attack-18\.1\.json/);
    expect(failed.every(({ path }) => /^(?:aligned-18\.1|combined)\//.test(path))).toBe(true);
  });
});
