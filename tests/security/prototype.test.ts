import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AttackMappingsError } from '../../src/errors.ts';
import { folderFiles } from '../../src/io/folder-files.ts';
import { parsers } from '../../src/parsers/index.ts';
import { read } from '../parsers/contract.ts';
import { fixture } from '../parsers/fixture.ts';
import { makeWorkbook } from '../support/make-workbook.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import { sampleText } from '../support/sample-server.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const KEYS = ['__proto__', 'constructor', 'prototype'];
const KEV = 'kev/attack-15.1/kev-02.13.2025/mobile';
const DOCUMENT = `mappings/${KEV}/kev-02.13.2025_attack-15.1-mobile.json`;
const SET = {
  ...{ framework: '__proto__', framework_version: 'constructor' },
  ...{ attack_version: '16.1', domain: 'enterprise' },
};

/** Members that would reach the prototype of all objects, in every object of a JSON text. */
const POISON =
  '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1}';
const poisonedJson = (text: string) =>
  text.replace(/\{(?=\s*")/g, `{${POISON},`).replace(/\{(?=\s*\})/g, `{${POISON}`);
const poisonedYaml = (text: string) =>
  `${text.trimEnd()}\n__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\nprototype: { polluted: 1 }\n`;
const poisonedCsv = (text: string) =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map((line, i) => `${line},${i === 0 ? KEYS.join(',') : 'polluted,polluted,polluted'}`)
    .join('\n');
const poisonedHtml = (text: string) =>
  text.replace(/<(div|td|tr|span|a|meta)\b/g, '<$1 __proto__="polluted" constructor=1 prototype');

const own = () => Reflect.ownKeys(Object.prototype).map(String).sort();
const before = own();

describe('a document with names of the prototype leaves it alone', () => {
  const descriptions = JSON.stringify([{ id: '__proto__', name: 'constructor', description: 'x' }]);
  const inputs: Readonly<Record<string, () => Promise<string | Buffer>>> = {
    'unified-json': async () => poisonedJson(await sampleText(DOCUMENT)),
    'mapping-set': async () =>
      poisonedJson(await readFile(join(ROOT, 'output/sample', KEV, 'mappings.json'), 'utf8')),
    'site-page': async () => poisonedHtml(fixture('site/version.html').toString()),
    'page-text': async () =>
      fixture('page-text/older.txt')
        .toString()
        .replaceAll(/\bT1\d{3}\b/g, '__proto__ T1110'),
    'security-stack': async () => poisonedYaml(fixture('security-stack/BadgeGate.yaml').toString()),
    'nist-workbook': async () =>
      makeWorkbook({
        __proto__x: [
          ['Control ID', 'Control Name', 'Mapping Type', 'Technique ID', 'Technique Name', ...KEYS],
          [...KEYS, 'T1078', 'Valid Accounts', 'polluted', 'polluted', 'polluted'],
        ],
      }),
    'veris-json': async () => poisonedJson(fixture('veris/mappings.json').toString()),
    'veris-enumerations': async () => poisonedCsv(fixture('veris/enumerations.csv').toString()),
    'veris-non-mappables': async () => poisonedCsv(fixture('veris/non-mappables.csv').toString()),
    'attack-to-cve': async () => poisonedCsv(fixture('attack-to-cve/mappings.csv').toString()),
    'capability-descriptions': async () => poisonedJson(descriptions),
  };

  it.each([...parsers])('read by %s', async (name, load) => {
    const text = (await inputs[name]?.()) ?? '';
    expect(text.length).toBeGreaterThan(0);
    // What is in an archive is packed.
    if (name !== 'nist-workbook') expect(text.toString()).toContain('__proto__');
    const found = await read(await load(), text, SET).catch((error) => error);
    if (!Array.isArray(found)) expect(found).toBeInstanceOf(AttackMappingsError);
    else expect(found.length).toBeGreaterThan(0);
    expect(own()).toEqual(before);
    expect({}).not.toHaveProperty('polluted');
    expect(() => '').not.toHaveProperty('polluted');
  });
});

/** Told of at the end of a process, whatever it did. */
const WATCH = `process.on('exit', () => {
  const found = [Object, Array, Function, String, Map].filter(({ prototype }) => 'polluted' in prototype);
  const names = Reflect.ownKeys(Object.prototype).map(String).sort().join();
  if (found.length > 0 || names !== ${JSON.stringify(before.join())}) process.exitCode = 99;
});
if (process.env.POLLUTE) JSON.parse('{}').__proto__.polluted = 1;`;

/** A command with the watch in its process. */
const watched = (cwd: string, args: readonly string[], env: Record<string, string> = {}) =>
  runCli(args, {
    cwd,
    env: {
      ...process.env,
      ...env,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(WATCH)}`,
    },
  });

describe('a command leaves the prototype alone', () => {
  it('with poisoned documents, listings, ATT&CK, manifests and ledgers', async () => {
    const cwd = await temporaryFolder();
    const sample = join(ROOT, 'pipelines', 'sample');
    await cp(sample, join(cwd, 'sample'), { recursive: true });
    await cp(join(sample, '..', 'sample.yaml'), join(cwd, 'poisoned.yaml'));
    await mkdir(join(cwd, 'out'));
    await cp(join(ROOT, 'output', 'sample'), join(cwd, 'out', 'poisoned'), { recursive: true });
    const kev = join(cwd, 'out', 'poisoned', KEV);
    const files = [
      ...[join(cwd, 'sample', DOCUMENT), join(cwd, 'sample/git-tree.json')],
      ...[join(cwd, 'sample/attack/index.json'), join(cwd, 'out/poisoned/manifest.json')],
      ...[join(kev, 'mappings.json'), join(kev, 'navigator-layer.json')],
      join(kev, 'stix-bundle.json'),
    ];
    for (const file of files) {
      const text = await readFile(file, 'utf8').catch(() => '{}');
      await writeFile(file, poisonedJson(text));
    }
    const common = ['--cache', 'cache'];
    const attack = ['--attack', join(sample, 'attack/index.json'), ...common];
    for (const args of [
      ['build', 'poisoned.yaml', '--out', 'out', ...common],
      ['regenerate', 'poisoned.yaml', '--out', 'out', ...common],
      ['validate', join('sample', DOCUMENT), join(kev, 'navigator-layer.json'), '--fix', ...attack],
      ['migrate', join('sample', DOCUMENT), '--to', '18.1', '--out', 'migrated', ...attack],
      ['diff', join('sample', DOCUMENT), join(sample, DOCUMENT), ...attack],
      ['verify', 'out'],
    ]) {
      const { exitCode, stderr } = await watched(cwd, args);
      expect(exitCode, `${args[0]}: ${stderr}`).toBeLessThanOrEqual(2);
      expect(stderr).not.toMatch(/\n {4}at /);
    }
    const { files: made } = await folderFiles(join(cwd, 'out'));
    const ledgers = made.filter((file) => file.endsWith('stix-ledger.json'));
    expect(ledgers.length).toBeGreaterThan(0);
    for (const file of ledgers) {
      const path = join(cwd, 'out', file);
      await writeFile(path, poisonedJson(await readFile(path, 'utf8')));
    }
    const { exitCode, stderr } = await watched(cwd, [
      ...['regenerate', 'poisoned.yaml', '--out', 'out', ...common],
    ]);
    expect(exitCode, stderr).toBeLessThanOrEqual(2);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  it('with a poisoned pipeline file and configuration', async () => {
    const cwd = await temporaryFolder();
    const text = await readFile(join(ROOT, 'pipelines', 'sample.yaml'), 'utf8');
    await writeFile(join(cwd, 'p.yaml'), poisonedYaml(text));
    await writeFile(join(cwd, 'attack-mappings.yaml'), poisonedYaml('rules: { __proto__: off }'));
    await writeFile(join(cwd, 'm.json'), await sampleText(DOCUMENT));
    const built = await watched(cwd, ['build', 'p.yaml', '--out', 'out', '--cache', 'cache']);
    expect(built).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('__proto__') });
    const validated = await watched(cwd, ['validate', 'm.json', '--no-attack']);
    expect(validated).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('__proto__') });
  });

  it('and one that did not would be seen', async () => {
    const cwd = await temporaryFolder();
    const { exitCode } = await watched(cwd, ['--version'], { POLLUTE: '1' });
    expect(exitCode).toBe(99);
  });
});
