import { execFileSync, spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import { validate } from '../../src/index.ts';
import { parsers } from '../../src/parsers/index.ts';
import { makeWorkbook } from '../support/make-workbook.ts';
import { cliPath, runCli, runProcess, temporaryFolder } from '../support/run-cli.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FIXTURES = join(ROOT, 'tests', 'fixtures');
const PAGE_TEXT = join(FIXTURES, 'page-text', 'older.txt');
const VERSION_PAGE = join(FIXTURES, 'site', 'version.html');
const ATTACK = ['--attack', join(ROOT, 'pipelines', 'sample', 'attack', 'index.json')];

function pipe(
  args: readonly string[],
  input: string,
): Promise<{ exitCode: number | null; stdout: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cliPath, ...args], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.on('close', (exitCode) => resolve({ exitCode, stdout }));
    child.stdin.end(input);
  });
}

const setsOf = (stdout: string): MappingSet[] => [JSON.parse(stdout)].flat();

describe('parse', () => {
  it('prints a set for each framework of a page, valid against the schema', async () => {
    const { stdout, exitCode } = await runCli(['parse', 'page-text', PAGE_TEXT]);
    expect(exitCode).toBe(0);
    const sets = setsOf(stdout);
    expect(sets.length).toBeGreaterThan(1);
    for (const set of sets) {
      expect(validate(set)).toEqual({ kind: 'mapping set', findings: [] });
      expect(set.inferred).toEqual(['framework', 'framework_version', 'attack_version', 'domain']);
      expect(set.key.framework_version).toBe('unknown');
      expect(set.sources).toEqual([
        { url: 'older.txt', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), parser: 'page-text' },
      ]);
    }
    expect(validate({ ...sets[0], inferred: ['nothing'] }).findings).not.toEqual([]);
  });

  it('takes from options what the text does not say; a version is that of one framework', async () => {
    const options = [
      '--attack-version',
      '14.1',
      '--domain',
      'Enterprise',
      '--framework-version',
      'rev5',
    ];
    const { stdout } = await runCli(['parse', 'page-text', PAGE_TEXT, ...options]);
    for (const set of setsOf(stdout)) {
      expect(set.key).toMatchObject({ attack_version: '14.1', domain: 'enterprise' });
      expect(set.key.framework_version).toBe('unknown');
      expect(set.inferred).toEqual(['framework', 'framework_version']);
    }
    const named = ['--framework', 'nist_800_53'];
    const sets = setsOf(
      (await runCli(['parse', 'page-text', PAGE_TEXT, ...options, ...named])).stdout,
    );
    expect(sets.map(({ key }) => [key.framework, key.framework_version])).toContainEqual([
      'nist_800_53',
      'rev5',
    ]);
    expect(sets.filter(({ key }) => key.framework_version === 'rev5')).toHaveLength(1);
  });

  it('reads standard input', async () => {
    const { stdout, exitCode } = await pipe(
      ['parse', 'page-text', '-'],
      (await readFile(PAGE_TEXT, 'utf8')).replaceAll('\n', '\r\n'),
    );
    expect(exitCode).toBe(0);
    const fromFile = setsOf((await runCli(['parse', 'page-text', PAGE_TEXT])).stdout);
    expect(setsOf(stdout).map(({ mappings }) => mappings)).toEqual(
      fromFile.map(({ mappings }) => mappings),
    );
    expect(setsOf(stdout)[0]?.sources[0]?.url).toBe('stdin');
  });

  it('prints one set as a document, findings with their place on standard error', async () => {
    const { stdout, stderr, exitCode } = await runCli(['parse', 'site-page', VERSION_PAGE]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty('schema_version');
    expect(stderr).toMatch(/^(warning|info): version\.html.*: /m);
    expect((await runCli(['parse', 'site-page', VERSION_PAGE, '--quiet'])).stderr).toBe('');
  });

  it('joins the files of one set, and writes sets into a folder', async () => {
    const folder = await temporaryFolder();
    const controls = ['BadgeGate.yaml', 'GuestBook.yaml'].map((name) =>
      join(FIXTURES, 'security-stack', name),
    );
    const key = [
      '--framework',
      'acme',
      '--framework-version',
      '1',
      '--attack-version',
      '9.0',
      '--domain',
      'enterprise',
    ];
    const { exitCode, stdout } = await runCli([
      'parse',
      'security-stack',
      ...controls,
      ...key,
      '--out',
      folder,
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    const path = join(folder, 'acme/attack-9.0/acme-1/enterprise/mappings.json');
    const set: MappingSet = JSON.parse(await readFile(path, 'utf8'));
    expect(set.sources.map(({ url }) => url)).toEqual(['BadgeGate.yaml', 'GuestBook.yaml']);
    expect(set.capabilities.length).toBe(2);
    expect(set.inferred).toBeUndefined();
  });

  it('shows what a document of descriptions has', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'descriptions.json');
    await writeFile(file, JSON.stringify([{ id: 'A', description: '<p>One.</p><p>Two.</p>' }]));
    const [set] = setsOf((await runCli(['parse', 'capability-descriptions', file])).stdout);
    expect(set?.capabilities).toEqual([
      {
        id: 'A',
        identity: 'A',
        names: [],
        groups: [],
        description: { text: 'One.\n\nTwo.', source: 'descriptions.json' },
      },
    ]);
  });

  it.each([
    [['parse', 'page-txt', PAGE_TEXT], /no parser "page-txt"\. Did you mean page-text\?/],
    [['parse', 'page-text', '/nowhere/x.txt'], /cannot read \/nowhere\/x\.txt/],
    [['parse', 'page-text', '.'], /cannot read \./],
    [['parse', 'page-text'], /missing required argument/],
    [['parse', 'page-text', PAGE_TEXT, '--out', ''], /'--out <dir>' has an empty value/],
  ])('refuses %j', async (args, message) => {
    const { exitCode, stderr } = await runCli(args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('refuses a small document that says a long text for very many rows', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'v.json');
    const name = 'x'.repeat(100_000);
    const veris = Array.from({ length: 10_000 }, (_, i) => `action.hacking.variety.${i}`);
    await writeFile(
      file,
      JSON.stringify({
        metadata: {
          framework_id: 'VERIS',
          attack_version: '12.1',
          veris_version: '1.3.7',
          mappings_version: '2.0',
        },
        attack_to_veris: { T1078: { name, veris } },
      }),
    );
    const { exitCode, stdout, stderr } = await runCli(['parse', 'veris-json', file]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/expected records of at most \d+ characters in all/);
  });

  it('ends at once on a signal, also while it waits for a pipe', async () => {
    const folder = await temporaryFolder();
    const fifo = join(folder, 'fifo');
    execFileSync('/usr/bin/env', ['mkfifo', fifo]);
    const child = spawn(process.execPath, [cliPath, 'parse', 'page-text', fifo]);
    const ended = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
    // Long enough to have begun; should it not, the signal ends it all the same.
    setTimeout(() => child.kill('SIGTERM'), 1000);
    expect(await ended).toBe('SIGTERM');
    const { exitCode, stderr } = await runCli(['convert', fifo, '--to', 'csv']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/found a pipe or device/);
  });

  it('writes all to a slow reader, and names a full disk', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'cve.csv');
    const rows = Array.from({ length: 20_000 }, (_, i) => `CVE-2020-${i + 1},T1059,,T1190,`);
    await writeFile(
      file,
      `CVE ID,Primary Impact,Secondary Impact,Exploitation Technique,Uncategorized\n${rows.join('\n')}\n`,
    );
    const args = ['parse', 'attack-to-cve', file, '--quiet', '--framework', 'cve'];
    const [set] = setsOf((await runCli(args)).stdout);
    expect(set?.mappings).toHaveLength(40_000);
    const full = await runProcess('/bin/sh', [
      '-c',
      `"$0" "$@" > /dev/full`,
      process.execPath,
      cliPath,
      ...args,
    ]);
    expect(full.exitCode).toBe(1);
    expect(full.stderr).toMatch(/^attack-mappings: standard output: .*ENOSPC/);
    expect(full.stderr).not.toMatch(/^\s+at /m);
  });

  it('says what is wrong with a document of another kind', async () => {
    for (const name of parsers.keys()) {
      const { exitCode, stdout, stderr } = await runCli(['parse', name, join(ROOT, 'LICENSE')]);
      expect({ name, exitCode, stdout }).toEqual({ name, exitCode: 1, stdout: '' });
      expect(stderr).toMatch(/^attack-mappings: .*LICENSE.*expected/s);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });
});

describe('convert', () => {
  const key = ['--framework-version', '1', '--attack-version', '16.1', '--domain', 'enterprise'];

  it('tells the format of a page, its text, YAML, VERIS, CVE and workbook by what they hold', async () => {
    const folder = await temporaryFolder();
    const workbook = join(folder, 'controls.xlsx');
    await writeFile(
      workbook,
      makeWorkbook({
        Mappings: [
          ['Control ID', 'Control Name', 'Mapping Type', 'Technique ID', 'Technique Name'],
          ['XY-1', 'Watch the Door', 'mitigates', 'T1078', 'Valid Accounts'],
        ],
      }),
    );
    const control = join(folder, 'control.yaml');
    const yaml = await readFile(join(FIXTURES, 'security-stack', 'BadgeGate.yaml'), 'utf8');
    await writeFile(control, yaml.replace(/^ATT&CK version: .*$/m, 'ATT&CK version: 16.1'));
    const veris = join(folder, 'veris.json');
    const json = await readFile(join(FIXTURES, 'veris', 'mappings.json'), 'utf8');
    await writeFile(veris, json.replace('"attack_version": "9.0"', '"attack_version": "16.1"'));
    const files = [
      PAGE_TEXT,
      VERSION_PAGE,
      workbook,
      control,
      veris,
      join(FIXTURES, 'attack-to-cve', 'mappings.csv'),
    ];
    for (const [i, file] of files.entries()) {
      const out = join(folder, String(i));
      const args = ['convert', file, '--to', 'csv', '--framework', 'acme', ...key, ...ATTACK];
      const { exitCode, stderr } = await runCli([...args, '--out', out, '--quiet']);
      expect({ file, exitCode }, stderr).toEqual({ file, exitCode: 0 });
      const written = await readdir(out, { recursive: true });
      expect(written.some((name) => name.endsWith('mappings.csv'))).toBe(true);
    }
  });

  it('takes the sets that parse prints, one or several, and so does validate', async () => {
    const folder = await temporaryFolder();
    const known = ['--attack-version', '16.1', '--domain', 'enterprise'];
    const sets = setsOf((await runCli(['parse', 'page-text', PAGE_TEXT, ...known])).stdout);
    expect(sets.length).toBeGreaterThan(1);
    const file = join(folder, 'sets.json');
    await writeFile(file, JSON.stringify(sets));
    const again = setsOf((await runCli(['parse', 'mapping-set', file])).stdout);
    expect(again.map(({ sources: _, ...set }) => set)).toEqual(
      sets.map(({ sources: _, ...set }) => set),
    );
    const validated = await runCli(['validate', file, '--rules', 'schema']);
    expect(validated.stdout).toBe('1 file, 0 findings\n');
    const out = join(folder, 'out');
    const converted = await runCli(['convert', file, '--to', 'csv', '--out', out, ...ATTACK]);
    expect(converted.exitCode, converted.stderr).toBe(0);
    const written = await readdir(out, { recursive: true });
    expect(written.filter((name) => name.endsWith('mappings.csv'))).toHaveLength(sets.length);
    await writeFile(file, JSON.stringify([sets[0], { ...sets[1], key: {} }]));
    expect((await runCli(['validate', file])).stdout).toMatch(
      /sets\.json:1:\d+ error schema: .*\n {4}at #\/1\/key\n/,
    );
    expect((await runCli(['convert', file, '--to', 'csv', ...ATTACK])).stderr).toMatch(/\/1\/key/);
  });

  it.each([
    ['--domain', 'bar', /expected one of enterprise, mobile, ics/],
    ['--attack-version', 'foo', /expected a version, as 16\.1/],
  ])('refuses %s %s', async (flag, value, message) => {
    const { exitCode, stderr } = await runCli(['convert', PAGE_TEXT, '--to', 'csv', flag, value]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('asks for what the file does not say', async () => {
    const { exitCode, stderr } = await runCli(['convert', PAGE_TEXT, '--to', 'csv', ...ATTACK]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /does not say the framework_version, attack_version, domain of its \S+ mappings: say it with --framework \S+, --framework-version, --attack-version, --domain/,
    );
  });
});
