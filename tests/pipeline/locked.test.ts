import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runBuild } from '../../src/commands/run-build.ts';
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

describe('build --locked where history is kept', () => {
  const DELTA = `${SET}/stix-delta.json`;

  /** A build that begins a history. */
  async function withHistory() {
    const sample = await ownSample();
    const path = (name: string) => join(sample.folder, name);
    const pipelines = [path('pipelines/sample.yaml')];
    await runBuild({ pipelines, out: path('out'), cache: path('cache'), ledger: true });
    return { sample, built: path('out/sample') };
  }

  /** Errors of a locked build that writes nothing, by the path of what failed. */
  async function errorsOf(sample: Sample, cache = 'cache', ...more: string[]) {
    const before = await sample.contents('out');
    const { exitCode, stdout } = await sample.run('out', cache, '--locked', ...more);
    expect(exitCode).toBe(1);
    const { pipelines }: RunReport = JSON.parse(stdout);
    const after = await sample.contents('out');
    const failed = pipelines[0]?.sets.filter(({ error }) => error) ?? [];
    return { before, after, errors: new Map(failed.map(({ path, error }) => [path, error])) };
  }

  it.each([
    ['a set', SET],
    ['an aligned set', `aligned-18.1/${SET}`],
  ])('a delta of %s that is lost is not made anew, empty', async (_, path) => {
    const { sample, built } = await withHistory();
    const delta = `${path}/stix-delta.json`;
    expect(await sample.contents('out')).toHaveProperty([delta]);
    await rm(join(built, delta));
    const { before, after, errors } = await errorsOf(sample);
    expect(after).toEqual(before);
    expect(errors.get(path)).toMatchObject({
      code: 'expectation',
      subject: path,
      message: `expected just the files that manifest.json lists, found 1 difference:\n  ${delta}: of other bytes\nNothing of it was written. What history left cannot be made again when it is lost: restore deltas, and bundles over all frameworks, as they were published. For other files restore the manifest, or build without --locked`,
    });
  });

  it('other files that are lost are made again, beside deltas and ledgers', async () => {
    const { sample, built } = await withHistory();
    const wanted = await sample.contents('out');
    for (const path of Object.keys(wanted)) {
      if (!/stix-(delta|ledger)|manifest/.test(path)) await rm(join(built, path));
    }
    await sample.build('out', 'other-cache', '--locked');
    expect(await sample.contents('out')).toEqual(wanted);
  });

  it('ledgers and manifest alone are not enough', async () => {
    const { sample, built } = await withHistory();
    for (const path of Object.keys(await sample.contents('out'))) {
      if (!/stix-ledger|manifest/.test(path)) await rm(join(built, path));
    }
    const { after, errors } = await errorsOf(sample, 'other-cache');
    expect(errors.get(SET)?.message).toContain(`\n  ${DELTA}: of other bytes\n`);
    expect(after).not.toHaveProperty([DELTA]);
    expect(await sample.manifest('out')).toMatchObject({ sets: expect.any(Array) });
  });

  it('files that stand and are not those of the manifest are no success', async () => {
    const { sample } = await withHistory();
    const csv = `${SET}/mappings.csv`;
    await editManifest(sample, ({ sets }) => {
      const entry = sets.find(({ path }) => path === SET);
      for (const file of entry?.outputs ?? []) if (file.path === csv) file.sha256 = '0'.repeat(64);
    });
    const { before, after, errors } = await errorsOf(sample);
    expect(errors.get(SET)?.message).toContain(`\n  ${csv}: of other bytes\n`);
    expect(after).toEqual(before);
    // What is not built is not compared.
    await sample.build('out', 'cache', '--locked', '--formats', 'stix');
  });

  it('files over all frameworks are held to it, too', async () => {
    const { sample } = await withHistory();
    const path = 'combined/18.1/mobile';
    await editManifest(sample, ({ combined = [] }) => {
      const entry = combined.find((each) => each.path === path);
      for (const file of entry?.outputs ?? []) file.sha256 = '0'.repeat(64);
    });
    const { before, after, errors } = await errorsOf(sample, 'other-cache');
    expect([...errors.keys()]).toEqual([path]);
    expect(errors.get(path)?.message).toContain(`\n  ${path}/stix-bundle.json: of other bytes\n`);
    expect(after).toEqual(before);
  });

  it('names five files, and those of the manifest that are not made', async () => {
    const { sample } = await withHistory();
    await editManifest(sample, ({ sets }) => {
      const entry = sets.find(({ path }) => path === SET);
      const [first] = entry?.outputs ?? [];
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
        if (first) entry?.outputs.push({ ...first, path: `${SET}/${name}` });
      }
    });
    const { errors } = await errorsOf(sample);
    const message = errors.get(SET)?.message ?? '';
    expect(message).toContain('found 7 differences:');
    expect(message.match(/: in the manifest, not made now\n/g)).toHaveLength(5);
    expect(message).toContain('\n  and 2 more\n');
  });
});
