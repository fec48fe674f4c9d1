import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ValidationReport } from '../../src/generated/validation.ts';
import { cliPath, runCli, temporaryFolder } from '../support/run-cli.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SAMPLE = join(ROOT, 'pipelines', 'sample');
const KEV = join(
  SAMPLE,
  'mappings/kev/attack-15.1/kev-02.13.2025/mobile/kev-02.13.2025_attack-15.1-mobile.json',
);
const ATTACK = ['--attack', join(SAMPLE, 'attack', 'index.json')];

describe('list', () => {
  it('names the sets of a build and writes nothing', async () => {
    const folder = await temporaryFolder();
    const args = ['list', 'sample', '--cache', join(folder, 'cache')];
    const { stdout, exitCode } = await runCli([...args, '--json'], { cwd: folder });
    expect(exitCode).toBe(0);
    const sets: {
      path: string;
      newest: boolean;
      documents: { url: string; parser: string; role: string }[];
    }[] = JSON.parse(stdout);
    expect(sets).toHaveLength(13 + 11);
    expect(sets.filter(({ newest }) => !newest).map(({ path }) => path)).toEqual([
      'sample/m365/attack-14.1/m365-12.11.2023/enterprise',
      'sample/nist_800_53/attack-14.1/nist_800_53-rev5/enterprise',
    ]);
    expect((await runCli([...args, '--only', 'kev'], { cwd: folder })).stdout).toMatch(
      /sample\/kev\/.*\n.*mobile/,
    );
    expect(await readdir(folder)).not.toContain('output');
  });
});

describe('convert', () => {
  it('prints a single result', async () => {
    const { stdout, exitCode } = await runCli(['convert', KEV, '--to', 'csv', ...ATTACK]);
    expect(exitCode).toBe(0);
    expect(parse(stdout, { columns: true })).toHaveLength(9);
  });

  it('asks for a folder when there are several, and writes into it', async () => {
    const folder = await temporaryFolder();
    const m365 = KEV.replaceAll('kev', 'm365')
      .replaceAll('15.1', '14.1')
      .replaceAll('02.13.2025', '12.11.2023')
      .replaceAll('mobile', 'enterprise');
    const args = ['convert', m365, '--to', 'navigator', ...ATTACK];
    const refused = await runCli(args);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toMatch(/4 files come of this; name a folder with --out/);
    expect((await runCli([...args, '--out', join(folder, 'layers')])).exitCode).toBe(0);
    expect(
      await readdir(join(folder, 'layers/m365/attack-14.1/m365-12.11.2023/enterprise')),
    ).toHaveLength(5);
  });

  it('reads the canonical sets that it writes', async () => {
    const folder = await temporaryFolder();
    const canonical = await runCli(['convert', KEV, '--to', 'json', ...ATTACK]);
    await writeFile(join(folder, 'mappings.json'), canonical.stdout);
    const direct = await runCli(['convert', KEV, '--to', 'ctid-json', ...ATTACK]);
    const again = await runCli([
      'convert',
      join(folder, 'mappings.json'),
      '--to',
      'ctid-json',
      ...ATTACK,
    ]);
    expect(again.stdout).toBe(direct.stdout);
  });

  it('keeps what a canonical set says of itself: its filter, and whose it is', async () => {
    const folder = await temporaryFolder();
    await runCli([
      'build',
      '--out',
      folder,
      '--cache',
      join(folder, 'cache'),
      '--only',
      'gcp',
      '--formats',
      'json',
      '--where',
      'category=detect',
    ]);
    const path = join(folder, 'sample/gcp/attack-16.1/gcp-03.06.2025/enterprise');
    const [name = ''] = await readdir(path);
    const original = JSON.parse(await readFile(join(path, name), 'utf8'));
    const { stdout } = await runCli(['convert', join(path, name), '--to', 'json', ...ATTACK]);
    const { filter, attribution, mappings } = JSON.parse(stdout);
    expect({ filter, attribution, mappings }).toEqual({
      filter: original.filter,
      attribution: original.attribution,
      mappings: original.mappings,
    });
    await runCli([
      'convert',
      join(path, name),
      '--to',
      'csv',
      '--out',
      join(folder, 'csv'),
      ...ATTACK,
    ]);
    expect(await readdir(join(folder, 'csv/gcp/attack-16.1/gcp-03.06.2025/enterprise'))).toEqual([
      expect.stringMatching(/^coverage\.where-category-detect-.*\.csv$/),
      expect.stringMatching(/^mappings\.where-category-detect-.*\.csv$/),
    ]);
  });

  it.each([
    ['no mapping file', '{"a":1}', /expected a mapping file/],
    ['words', 'nothing', /expected a mapping file/],
    [
      'broken JSON',
      '{"mapping_objects": [',
      /expected JSON, found a document that breaks off at line 1, column 22/,
    ],
  ])('refuses %s', async (_, text, message) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'a.json'), text);
    const { exitCode, stderr } = await runCli([
      'convert',
      join(folder, 'a.json'),
      '--to',
      'csv',
      ...ATTACK,
    ]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(exitCode).toBe(1);
  });
});

describe('validate', () => {
  it('finds in what a build wrote what the publisher wrote, and nothing of ours', async () => {
    const folder = await temporaryFolder();
    await runCli([
      'build',
      '--out',
      folder,
      '--cache',
      join(folder, 'cache'),
      '--report',
      join(folder, 'report.json'),
    ]);
    const { stdout, stderr } = await runCli([
      'validate',
      join(folder, 'sample'),
      join(folder, 'report.json'),
      ...ATTACK,
      '--cache',
      join(folder, 'cache'),
      '--json',
    ]);
    const report = JSON.parse(stdout) as ValidationReport;
    expect(report.files.length, stderr).toBeGreaterThan(100);
    const ours = report.files.filter(({ path }) => !/(mappings|ctid)\.json$/.test(path));
    expect(ours.flatMap(({ findings }) => findings)).toEqual([]);
    const rules = report.rules.map(({ rule }) => rule);
    expect(rules).toContain('technique-revoked');
    for (const rule of ['json', 'schema', 'attack-not-read']) expect(rules).not.toContain(rule);
  });
});

describe('build', () => {
  it('filters rows, says so in name and metadata, and leaves the whole set alone', async () => {
    const folder = await temporaryFolder();
    const args = [
      'build',
      '--out',
      folder,
      '--cache',
      join(folder, 'cache'),
      '--only',
      'm365/attack-14.1',
      '--json',
    ];
    await runCli(args);
    const { exitCode, stdout } = await runCli([
      ...args,
      '--where',
      'category=detect',
      '--where',
      'value=partial,significant',
    ]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).totals.mappings).toBeLessThan(41);
    const names = await readdir(join(folder, 'sample/m365/attack-14.1/m365-12.11.2023/enterprise'));
    expect(
      names.filter((name) => name.includes('where-category-detect-value-partial-significant-'))
        .length,
    ).toBeGreaterThan(3);
    expect(names).toContain('mappings.csv');
    expect(await readdir(join(folder, 'sample'))).toEqual(
      expect.arrayContaining([
        'manifest.json',
        expect.stringMatching(/^manifest\.where-category-detect/),
      ]),
    );
  });

  it('says so when a filter leaves nothing', async () => {
    const folder = await temporaryFolder();
    const { exitCode, stdout } = await runCli([
      'build',
      '--out',
      folder,
      '--cache',
      join(folder, 'cache'),
      '--where',
      'capability=none',
    ]);
    expect(stdout).toMatch(/no row of 24 sets passes capability=none/);
    expect(exitCode).toBe(1);
  });

  it('stops on an interruption, cleans up, and says so', async () => {
    const folder = await temporaryFolder();
    // A server that never answers keeps the build waiting.
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await writeFile(
      join(folder, 'slow.yaml'),
      `title: Slow\nsource: { type: git-tree, listing: "${origin}/a", documents: "${origin}/", path: "{framework}" }\nparser: unified-json\nattack: "${origin}/i"\nhosts: ["${new URL(origin).host}"]\nattribution: [x]\n`,
    );
    const child = spawn(
      process.execPath,
      [
        cliPath,
        'build',
        join(folder, 'slow.yaml'),
        '--out',
        folder,
        '--cache',
        join(folder, 'cache'),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let stderr = '';
    child.stderr.on('data', (text) => (stderr += text));
    await new Promise((resolve) => server.once('request', resolve));
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(stderr).toMatch(/interrupted; every file on disk is whole/);
    expect(code).toBe(130);
    expect(await readdir(join(folder, 'slow'))).toEqual([]);
  });
});
