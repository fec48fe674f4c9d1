import { appendFile, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/generated/manifest.ts';
import type { VerificationReport } from '../../src/generated/verification.ts';
import { validate as isVerification } from '../../src/generated/verification.validate.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';

const OWN_OUTPUT = join(import.meta.dirname, '..', '..', 'output');

/** A copy of the committed output of the sample, in a folder output. */
async function sampleOutput(): Promise<{ out: string; sample: string; manifest: Manifest }> {
  const out = join(await temporaryFolder(), 'output');
  await cp(OWN_OUTPUT, out, { recursive: true });
  const sample = join(out, 'sample');
  const manifest = JSON.parse(await readFile(join(sample, 'manifest.json'), 'utf8'));
  return { out, sample, manifest };
}

async function verify(...dirs: string[]) {
  const { exitCode, stdout, stderr } = await runCli(['verify', '--json', ...dirs]);
  const report = JSON.parse(stdout) as VerificationReport;
  expect(isVerification(report)).toBe(true);
  const found = report.folders.flatMap(({ findings }) =>
    findings.map(({ kind, path }) => `${kind} ${path}`),
  );
  return { exitCode, stderr, report, found };
}

const firstOutput = ({ sets }: Manifest) => sets[0]?.outputs[0]?.path ?? '';

async function rewriteManifest(sample: string, change: (manifest: Manifest) => void) {
  const path = join(sample, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  change(manifest);
  await writeFile(path, JSON.stringify(manifest));
}

describe('what a build wrote', () => {
  it('is as its manifest says, by the name of the folder and of the one above', async () => {
    const { out, sample, manifest } = await sampleOutput();
    const listed = [...manifest.sets, ...(manifest.combined ?? [])].flatMap((set) => set.outputs);
    for (const dir of [out, sample]) {
      const { exitCode, found, report } = await verify(dir);
      expect({ exitCode, found }).toEqual({ exitCode: 0, found: [] });
      expect(report.totals).toMatchObject({ folders: 1, manifests: 1, files: listed.length });
      expect(report.folders[0]?.path).toBe(sample);
    }
    const { stdout } = await runCli(['verify', out]);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/output\/sample: \d+ files, [\d,]+ bytes: as the manifest says$/),
      `1 folder, ${listed.length} files: 0 changed, 0 missing, 0 unexpected`,
      '',
    ]);
    expect((await verify(out, sample)).report.totals.folders).toBe(1);
  });

  it('is as the manifests say after a filtered build, and without a cache', async () => {
    const folder = await temporaryFolder();
    const [out, cache] = [join(folder, 'output'), join(folder, 'cache')];
    const build = ['build', '--quiet', '--out', out, '--cache', cache];
    await runCli([...build, '--where', 'category=detect', '--formats', 'csv']);
    await rm(cache, { recursive: true, force: true });
    const { exitCode, found, report } = await verify(out);
    expect({ exitCode, found }).toEqual({ exitCode: 0, found: [] });
    expect(report.folders[0]?.manifests[0]).toMatch(/^manifest\.where-/);
  });

  it('may be in the making: lock, staging and what a killed build kept are no findings', async () => {
    const { out, sample } = await sampleOutput();
    await mkdir(join(sample, '.staging'));
    await writeFile(join(sample, '.staging', '1'), 'x');

    await writeFile(join(sample, '.lock'), '{}');
    await mkdir(join(sample, '.before', 'kev'), { recursive: true });
    await writeFile(join(sample, '.before', 'kev', 'mappings.json'), '{}');
    expect(await verify(out)).toMatchObject({ exitCode: 0, found: [] });
  });
});

describe('what became of it', () => {
  it('a file that changed, by a byte more or by a byte', async () => {
    const { out, sample, manifest } = await sampleOutput();
    const path = firstOutput(manifest);
    await appendFile(join(sample, path), ' ');
    expect(await verify(out)).toMatchObject({ exitCode: 1, found: [`changed ${path}`] });
    const text = await readFile(join(OWN_OUTPUT, 'sample', path), 'utf8');
    await writeFile(join(sample, path), `${text.slice(0, -2)}x\n`);
    const { found, report } = await verify(out);
    expect(found).toEqual([`changed ${path}`]);
    expect(report.folders[0]?.findings[0]?.message).toMatch(
      /expected (\d+) bytes with sha256 [0-9a-f]{64}, found \1 bytes with [0-9a-f]{64}/,
    );
  });

  it('a file that is missing, one that nobody listed, one that became a link', async () => {
    const { out, sample, manifest } = await sampleOutput();
    const [gone = '', linked = ''] = manifest.sets[0]?.outputs.map(({ path }) => path) ?? [];
    await rm(join(sample, gone));
    await writeFile(join(sample, 'stray.txt'), 'x');
    // A link to the very bytes: it is not followed all the same.
    await rm(join(sample, linked));
    await symlink(join(OWN_OUTPUT, 'sample', linked), join(sample, linked));
    const { exitCode, found, report } = await verify(out);
    expect(exitCode).toBe(1);
    expect(found.sort()).toEqual(
      [`changed ${linked}`, `missing ${gone}`, 'unexpected stray.txt'].sort(),
    );
    expect(report.totals).toMatchObject({ changed: 1, missing: 1, unexpected: 1 });
    const { stdout, exitCode: same } = await runCli(['verify', out]);
    expect(same).toBe(1);
    expect(stdout).toContain(`  missing: ${gone}: expected `);
    expect(stdout).toMatch(/1 changed, 1 missing, 1 unexpected\n$/);
  });

  it('a folder whose manifest is gone, a link to a folder, a file: each is one finding', async () => {
    const { out, sample } = await sampleOutput();
    await cp(sample, join(out, 'other'), { recursive: true });
    await rm(join(out, 'other', 'manifest.json'));
    await symlink(sample, join(out, 'linked'));
    await writeFile(join(out, 'stray.txt'), 'x');
    // What a build left that was stopped before it wrote anything.
    await mkdir(join(out, 'begun', '.staging'), { recursive: true });
    await writeFile(join(out, 'begun', '.lock'), '{}');
    const { exitCode, found, report } = await verify(out);
    expect(exitCode).toBe(1);
    expect(found).toEqual(['unexpected linked', 'unexpected other', 'unexpected stray.txt']);
    expect(report.folders.map(({ path }) => path)).toEqual([out, sample]);
    expect(report.folders[0]?.findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^a link or another special file, which is not followed/),
      expect.stringMatching(/^a folder without a manifest: restore its manifest/),
      expect.stringMatching(/^it is in no folder of a pipeline/),
    ]);
    expect(report.totals).toMatchObject({ folders: 1, manifests: 1, unexpected: 3 });
    // By its own name a folder is asked for nothing beside it.
    expect(await verify(sample)).toMatchObject({ exitCode: 0, found: [] });
  });

  it('a notice of another text, of none, or that became a link', async () => {
    const { out, sample, manifest } = await sampleOutput();
    const notice = join(sample, 'NOTICE');
    await writeFile(notice, 'Mine.\n');
    const { exitCode, found, report } = await verify(out);
    expect({ exitCode, found }).toEqual({ exitCode: 1, found: ['changed NOTICE'] });
    expect(report.folders[0]?.findings[0]).toMatchObject({
      manifest: 'manifest.json',
      message: 'expected the attribution that manifest.json has, found another text: build again',
    });
    await rm(notice);
    expect((await verify(out)).found).toEqual(['missing NOTICE']);
    await symlink(join(OWN_OUTPUT, 'sample', 'NOTICE'), notice);
    expect((await verify(out)).found).toEqual(['changed NOTICE']);
    await rm(notice);
    await writeFile(notice, `${manifest.attribution.join('\n\n')}\n`);
    expect((await verify(out)).found).toEqual([]);
    // Beside several manifests it is that of one of them.
    const filtered = { ...manifest, filter: 'x', attribution: ['Theirs.'], sets: [], combined: [] };
    await writeFile(join(sample, 'manifest.where-x.json'), JSON.stringify(filtered));
    expect((await verify(out)).found).toEqual([]);
    await writeFile(notice, 'Theirs.\n');
    expect((await verify(out)).found).toEqual([]);
  });

  it('a file of a format that the manifest does not list', async () => {
    const { out, sample, manifest } = await sampleOutput();
    const path = firstOutput(manifest);
    await rewriteManifest(sample, ({ sets }) => void sets[0]?.outputs.shift());
    expect((await verify(out)).found).toEqual([`unexpected ${path}`]);
  });
});

describe('a manifest', () => {
  it.each(['../../secret', '/etc/hostname', 'a/../../x', 'a\\..\\..\\x', './x'])(
    'whose path %s leaves the folder: it is not looked at',
    async (path) => {
      const { out, sample } = await sampleOutput();
      await writeFile(join(out, '..', 'secret'), 'x');
      await rewriteManifest(sample, ({ sets }) => {
        sets[0]?.outputs.push({ path, format: 'csv', sha256: 'a'.repeat(64), bytes: 1 });
      });
      const { exitCode, found, report } = await verify(out);
      expect({ exitCode, found }).toEqual({ exitCode: 1, found: [`outside ${path}`] });
      expect(report.folders[0]?.findings[0]?.message).not.toContain('found');
    },
  );

  it.each([
    ['no JSON', '{'],
    ['another document', '{"sets": []}'],
    ['a list', '[]'],
    ['a web page', '<html>'],
    ['empty', ''],
    ['hostile', '{"__proto__": {"sets": []}, "constructor": 1}'],
  ])('that is %s', async (_, text) => {
    const { out, sample } = await sampleOutput();
    await writeFile(join(sample, 'manifest.json'), text);
    const { exitCode, found, stderr } = await verify(out);
    expect(exitCode).toBe(1);
    expect(stderr).toBe('');
    expect(found).toContain('broken manifest.json');
  });

  it('is asked for where there is none', async () => {
    const folder = await temporaryFolder();
    for (const dir of [folder, join(folder, 'nothing')]) {
      const { exitCode, stderr, stdout } = await runCli(['verify', dir]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toMatch(/name a folder that a build wrote/);
    }
    expect((await runCli(['verify'])).exitCode).toBe(2);
  });
});
