import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/generated/manifest.ts';
import type { RunReport } from '../../src/generated/run-report.ts';
import { ownSample } from '../support/own-sample.ts';

const SET = 'gcp/attack-16.1/gcp-03.06.2025/enterprise';
const DOCUMENT = `mappings/${SET}/gcp-03.06.2025_attack-16.1-enterprise.json`;

type Sample = Awaited<ReturnType<typeof ownSample>>;

/** A build with --locked that is refused: the message, and the files as they were. */
async function refusal(sample: Sample): Promise<string> {
  const before = await sample.contents('out');
  const { exitCode, stdout, stderr } = await sample.run('out', 'cache', '--locked');
  expect(exitCode, stderr).toBe(1);
  expect(stderr).not.toMatch(/\n {4}at /);
  expect(await sample.contents('out')).toEqual(before);
  const { pipelines }: RunReport = JSON.parse(stdout);
  expect(pipelines[0]?.error).toMatchObject({ code: 'expectation', subject: 'manifest.json' });
  expect(pipelines[0]?.sets).toEqual([]);
  return pipelines[0]?.error?.message ?? '';
}

async function editManifest(sample: Sample, edit: (manifest: Manifest) => void) {
  const file = join(sample.folder, 'out/sample/manifest.json');
  const manifest: Manifest = JSON.parse(await readFile(file, 'utf8'));
  edit(manifest);
  await writeFile(file, JSON.stringify(manifest));
}

describe('build --locked', () => {
  it('makes every file again from the manifest alone and the documents of then', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const wanted = await sample.contents('out');
    await mkdir(join(sample.folder, 'again/sample'), { recursive: true });
    const manifest = 'sample/manifest.json';
    await cp(join(sample.folder, 'out', manifest), join(sample.folder, 'again', manifest));
    await sample.build('again', 'other-cache', '--locked');
    expect(await sample.contents('again')).toEqual(wanted);
    const { totals } = await sample.build('again', 'other-cache', '--locked');
    expect(totals.unchanged).toBe(totals.sets);
  });

  it('refuses a document that changed, and says where and what', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const { sets } = await sample.manifest('out');
    const input = sets
      .find(({ path }) => path === SET)
      ?.inputs.find(({ role }) => role === 'mappings');
    await sample.edit(DOCUMENT, (text) => text.replace('"partial"', '"minimal"'));
    expect(await refusal(sample)).toMatch(
      new RegExp(
        `^expected just what manifest\\.json says, found 2 differences:\\n {2}${SET}: sample/${DOCUMENT}: the manifest has sha256 ${input?.sha256.slice(0, 12)}…, found sha256 [0-9a-f]{12}…\\n {2}aligned-18\\.1/${SET}: .*\\nBuild from the documents of that time \\(--mirror, or --cache with --offline\\), or without --locked$`,
      ),
    );
  });

  it.each([
    ['attack/index.json', (text: string) => `${text}\n`],
    ['attack/enterprise-attack/enterprise-attack-16.1.json', (text: string) => `${text}\n`],
  ])('refuses %s of other bytes, once for all sets', async (path, edit) => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    await sample.edit(path, edit);
    const message = await refusal(sample);
    expect(message).toMatch(/found 1 difference:/);
    expect(message).toContain(`\n  sample/${path}: the manifest has sha256 `);
  });

  it('refuses a set more, and a set less', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    await sample.edit('git-tree.json', (text) => {
      const listing = JSON.parse(text);
      const tree = listing.tree.filter(({ path }: { path: string }) => path !== DOCUMENT);
      return JSON.stringify({ ...listing, tree });
    });
    expect(await refusal(sample)).toContain(`\n  ${SET}: in the manifest, not found now\n`);
    // A part of the sets is held to its own entries.
    await sample.build('out', 'cache', '--locked', '--only', 'm365/**');
    await editManifest(sample, (manifest) => {
      manifest.sets = manifest.sets.filter(({ path }) => path.includes('kev'));
    });
    const message = await refusal(sample);
    expect(message).toContain(
      'm365/attack-16.1/m365-07.18.2025/enterprise: found now, not in the manifest',
    );
    expect(message.match(/not in the manifest/g)?.length).toBe(18);
  });

  it('lists twenty differences, and counts the others', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    await editManifest(sample, (manifest) => {
      manifest.sets = [];
    });
    const message = await refusal(sample);
    expect(message).toMatch(/found 24 differences:/);
    expect(message.match(/not in the manifest/g)).toHaveLength(20);
    expect(message).toContain('\n  and 4 more\n');
  });

  it('refuses what another version, or other settings, made', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    await editManifest(sample, (manifest) => {
      for (const set of manifest.sets) set.generator = 'attack-mappings 0.0.9';
    });
    expect(await refusal(sample)).toMatch(
      /found 1 difference:\n {2}sets written by attack-mappings 0\.0\.9, this is attack-mappings \d/,
    );
    await sample.build('out', 'cache');
    await editManifest(sample, (manifest) => {
      for (const set of manifest.sets) set.settings = '0'.repeat(64);
    });
    expect(await refusal(sample)).toMatch(
      /found 1 difference:\n {2}settings of the pipeline: the manifest has sha256 0{12}…, found sha256/,
    );
  });

  it('takes no offence at other expectations, which are in no file', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    const before = await sample.contents('out');
    await sample.editPipeline((text) => text.replace('max_shrinkage: 0.2', 'max_shrinkage: 0.5'));
    await sample.build('out', 'cache', '--locked');
    expect(await sample.contents('out')).toEqual(before);
    await sample.editPipeline((text) => text.replace('realm: sample', 'realm: other'));
    expect(await refusal(sample)).toMatch(/settings of the pipeline/);
  });

  it('refuses without a manifest, or with one that is broken', async () => {
    const sample = await ownSample();
    const { exitCode, stdout } = await sample.run('out', 'cache', '--locked');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/--locked needs the manifest of an earlier build/);
    expect(await sample.contents('out')).toEqual({});
    await writeFile(join(sample.folder, 'out/sample/manifest.json'), '{');
    expect(await refusal(sample)).toMatch(/needs the manifest/);
  });

  it('refuses a set that asks ATT&CK for more than the manifest says', async () => {
    const sample = await ownSample();
    await sample.build('out', 'cache');
    await editManifest(sample, ({ sets }) => {
      for (const set of sets.filter(({ path }) => path === SET)) {
        set.inputs = set.inputs.filter(({ role }) => role !== 'attack');
      }
    });
    const { exitCode, stdout } = await sample.run('out', 'other-cache', '--locked');
    expect(exitCode).toBe(1);
    const report: RunReport = JSON.parse(stdout);
    const failed = report.pipelines[0]?.sets.find(({ path }) => path === SET);
    expect(failed?.error?.message).toMatch(/was read from other documents than manifest\.json has/);
  });
});
