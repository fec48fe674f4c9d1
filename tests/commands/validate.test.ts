import { chmod, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding, ValidationReport } from '../../src/generated/validation.ts';
import { validate } from '../../src/index.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';

const SAMPLE = join(import.meta.dirname, '..', '..', 'pipelines', 'sample');
const OUTPUT = join(import.meta.dirname, '..', '..', 'output', 'sample');
const ATTACK = ['--attack', join(SAMPLE, 'attack', 'index.json')];

const ROW = {
  capability_id: 'EID-MFA',
  capability_description: 'Multifactor Authentication',
  capability_group: 'eid',
  mapping_type: 'technique_scores',
  attack_object_id: 'T1110',
  attack_object_name: 'Brute Force',
  score_category: 'protect',
  score_value: 'partial',
  comments: 'Helps.',
  references: ['https://example.org/a'],
  status: 'complete',
};

const CLEAN = {
  metadata: {
    mapping_version: '1',
    mapping_framework: 'm365',
    mapping_framework_version: '07/18/2025',
    attack_version: '16.1',
    technology_domain: 'enterprise',
    creation_date: '07/18/2025',
    last_update: '07/18/2025',
    mapping_types: { technique_scores: { name: 'Technique Scores', description: 'Scores' } },
    capability_groups: { eid: 'Entra ID' },
  },
  mapping_objects: [ROW],
};

/** What is wrong with the row: safe to fix, twice; not safe, once. */
const ODD_ROW = {
  ...ROW,
  capability_id: 'EID-CAE',
  capability_description: 'Continuous Access Evaluation',
  attack_object_name: 'Brute Forcing',
  references: ['https://example.org/a '],
  score_value: undefined,
};

/** A folder with a file of these rows, and no configuration around it. */
async function written(
  rows: readonly object[],
  text = (value: unknown) => JSON.stringify(value, null, 2),
) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'm.json'), text({ ...CLEAN, mapping_objects: rows }));
  return folder;
}

async function run(folder: string, ...args: string[]) {
  const all = ['validate', 'm.json', '--cache', join(folder, 'cache'), ...ATTACK, ...args];
  return runCli(all, { cwd: folder });
}

async function reportOf(folder: string, ...args: string[]) {
  const { exitCode, stdout, stderr } = await run(folder, '--json', ...args);
  const report = JSON.parse(stdout) as ValidationReport;
  expect(validate(report)).toEqual({ kind: 'validation report', findings: [] });
  return { exitCode, stderr, report, findings: report.files.flatMap(({ findings }) => findings) };
}

const rulesOf = (findings: readonly Finding[]) => findings.map(({ rule }) => rule).sort();

describe('validate', () => {
  it('finds nothing in a file that is as it should be', async () => {
    const folder = await written([ROW]);
    expect(await run(folder)).toMatchObject({ exitCode: 0, stdout: '1 file, 0 findings\n' });
  });

  it('names each finding with line and column, and shows the line', async () => {
    const folder = await written([ROW, ODD_ROW]);
    const { exitCode, stdout } = await run(folder);
    expect(exitCode).toBe(1);
    const lines = (await readFile(join(folder, 'm.json'), 'utf8')).split('\n');
    const line = lines.findIndex((text) => text.includes('Brute Forcing'));
    const column = lines[line]?.indexOf('"Brute Forcing"') ?? -1;
    expect(stdout).toContain(`m.json:${line + 1}:${column + 1} info technique-name-stale: `);
    expect(stdout).toContain('| '.concat(lines[line] ?? ''));
    expect(stdout).toMatch(/#\/mapping_objects\/1\/attack_object_name\n/);
  });

  it('prints a report that fits its schema, with counts by rule', async () => {
    const { report, findings, exitCode } = await reportOf(await written([ROW, ODD_ROW]));
    expect(exitCode).toBe(1);
    expect(rulesOf(findings)).toEqual([
      'category-without-value',
      'reference-edge-space',
      'technique-name-stale',
    ]);
    expect(report.totals).toMatchObject({ files: 1, error: 0, warning: 1, info: 2, known: 0 });
    expect(report.rules.find(({ rule }) => rule === 'category-without-value')).toMatchObject({
      warning: 1,
    });
  });

  it('tells what is no JSON, what has members twice and what fits no schema apart', async () => {
    const folder = await temporaryFolder();
    const texts: Record<string, string> = {
      json: '{\n  "metadata": [}',
      'json-duplicate-key': JSON.stringify(CLEAN).replace(
        '"status"',
        '"comments":"other","status"',
      ),
      schema: JSON.stringify({ ...CLEAN, mapping_objects: [{ ...ROW, status: 7 }] }),
    };
    for (const [rule, text] of Object.entries(texts)) {
      await writeFile(join(folder, 'm.json'), text);
      const { findings, exitCode } = await reportOf(folder);
      expect({ rules: rulesOf(findings), exitCode }).toEqual({ rules: [rule], exitCode: 1 });
      expect(findings[0]?.place.line).toBe(rule === 'json' ? 2 : 1);
    }
  });

  it.each(['{}', '[]', 'null', '7', '{"objects":[]}', ''])('refuses %j', async (text) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'm.json'), text);
    const { exitCode, findings } = await reportOf(folder);
    expect(exitCode).toBe(1);
    expect(findings).not.toEqual([]);
  });

  it('looks at layers of any format, and at lists of canonical sets', async () => {
    const folder = await temporaryFolder();
    const layer = {
      name: 'old',
      version: '3.0',
      domain: 'mitre-enterprise',
      techniques: [{ techniqueID: 't1110' }],
    };
    await writeFile(join(folder, 'm.json'), JSON.stringify(layer));
    expect(rulesOf((await reportOf(folder)).findings)).toEqual([
      'layer-format',
      'layer-technique-id',
    ]);
    const path = join(OUTPUT, 'm365/attack-16.1/m365-07.18.2025/enterprise/mappings.json');
    const set = JSON.parse(await readFile(path, 'utf8'));
    set.mappings[0].score_category = 'prevent';
    await writeFile(join(folder, 'm.json'), JSON.stringify([set, set]));
    const { findings } = await reportOf(folder, '--rules', 'score-category-unknown');
    expect(findings.map(({ place }) => place.pointer)).toEqual([
      '/0/mappings/0/score_category',
      '/1/mappings/0/score_category',
    ]);
  });

  it('ends with 2 for a path that is not there, and without a path', async () => {
    const { exitCode, stderr } = await runCli(['validate', 'no/such.json']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/no file or folder no\/such\.json/);
    expect(await runCli(['validate'])).toMatchObject({ exitCode: 2 });
  });

  it('writes SARIF to a file, the same bytes each time, without a path of this machine', async () => {
    const folder = await written([ROW, ODD_ROW]);
    const args = ['--format', 'sarif', '--out', 'a.sarif'];
    const { exitCode, stdout, stderr } = await run(folder, ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/1 file, 3 findings/);
    const text = await readFile(join(folder, 'a.sarif'), 'utf8');
    expect(JSON.parse(text).runs[0].results).toHaveLength(3);
    expect(text).not.toContain(folder);
    await run(folder, ...args);
    expect(await readFile(join(folder, 'a.sarif'), 'utf8')).toBe(text);
  });
});

describe('ATT&CK for validate', () => {
  it('says what to do when it cannot be read, and fails at any level', async () => {
    const folder = await written([ROW]);
    const args = [
      'validate',
      'm.json',
      '--cache',
      join(folder, 'cache'),
      '--offline',
      '--fail-on',
      'error',
    ];
    const { exitCode, stdout } = await runCli(args, { cwd: folder });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/error attack-not-read: the rules on techniques were not run/);
    expect(stdout).toMatch(/--attack FILE, .*--no-attack/);
  });

  it('is that of the version that a layer or the report of a bundle names, else the newest', async () => {
    const folder = await temporaryFolder();
    // T1669 is new in 18.1.
    const layer = (versions: object) => ({
      ...{ name: 'a', domain: 'enterprise-attack', techniques: [{ techniqueID: 'T1669' }] },
      versions: { navigator: '5.1.0', layer: '4.5', ...versions },
    });
    const path = join(OUTPUT, 'm365/attack-16.1/m365-07.18.2025/enterprise/stix-bundle.json');
    const bundle = join(SAMPLE, 'attack/enterprise-attack/enterprise-attack-18.1.json');
    const { objects } = JSON.parse(await readFile(bundle, 'utf8'));
    const { id } = objects.find(({ name }: { name: string }) => name === 'Wi-Fi Networks');
    const text = (await readFile(path, 'utf8')).replace(
      /"target_ref":"attack-pattern--[^"]*"/,
      `"target_ref":"${id}"`,
    );
    const cases: [unknown, string[]][] = [
      [layer({ attack: '16' }), ['technique-unknown']],
      [layer({ attack: '18' }), []],
      [layer({}), []],
      [JSON.parse(text), ['technique-unknown']],
      [JSON.parse(text.replace('"attack_version":"16.1"', '"attack_version":"18.1"')), []],
    ];
    for (const [document, rules] of cases) {
      await writeFile(join(folder, 'm.json'), JSON.stringify(document));
      const { findings } = await reportOf(folder, '--rules', 'technique-unknown');
      expect(findings.filter(({ rule }) => rule !== 'schema').map(({ rule }) => rule)).toEqual(
        rules,
      );
    }
  });

  it('that is asked for in a wrong way is the mistake of the run, not of a file', async () => {
    const folder = await written([ROW]);
    const { exitCode, stderr } = await run(folder, '--mirror', 'no-such-folder');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/no folder no-such-folder to mirror from/);
  });

  it('is left out on demand, and not asked for by canonical sets', async () => {
    const folder = await written([{ ...ROW, attack_object_id: 'T9999' }]);
    const args = ['--cache', join(folder, 'cache'), '--offline'];
    const left = await runCli(['validate', 'm.json', ...args, '--no-attack'], { cwd: folder });
    expect(left).toMatchObject({ exitCode: 0, stdout: '1 file, 0 findings\n' });
    expect(left.stderr).toMatch(/rules on techniques were left out/);
    expect((await reportOf(folder)).findings.map(({ rule }) => rule)).toEqual([
      'technique-unknown',
    ]);
    const sets = join(OUTPUT, 'kev/attack-15.1/kev-02.13.2025/mobile/mappings.json');
    const canonical = await runCli(['validate', sets, ...args], { cwd: folder });
    expect(canonical.stdout).not.toMatch(/attack-not-read/);
  });
});

describe('rules of validate', () => {
  it('are chosen, listed, and looked for when mistyped', async () => {
    const folder = await written([ROW, ODD_ROW]);
    const chosen = await reportOf(folder, '--rules', 'reference-edge-space');
    expect(rulesOf(chosen.findings)).toEqual(['reference-edge-space']);
    const mistyped = await run(folder, '--rules', 'refrence-edge-space');
    expect(mistyped.exitCode).toBe(2);
    expect(mistyped.stderr).toMatch(
      /no rule "refrence-edge-space"\. Did you mean reference-edge-space\?/,
    );
    const listed = await runCli(['validate', '--list-rules', '--json']);
    expect(JSON.parse(listed.stdout)).toContainEqual(
      expect.objectContaining({ name: 'schema', severity: 'error' }),
    );
    expect((await runCli(['validate', '--list-rules'])).stdout).toMatch(/^schema +error/m);
  });

  it('have the severities of the configuration file, the last entry for a file decides', async () => {
    const folder = await written([ROW, ODD_ROW]);
    const config = `rules:
  category-without-value: info
  reference-edge-space: off
files:
  - path: "*.json"
    rules: { technique-name-stale: warning }
  - path: m.json
    rules: { technique-name-stale: error }
`;
    await writeFile(join(folder, 'attack-mappings.yaml'), config);
    const { findings } = await reportOf(folder);
    expect(new Map(findings.map(({ rule, severity }) => [rule, severity]))).toEqual(
      new Map([
        ['category-without-value', 'info'],
        ['technique-name-stale', 'error'],
      ]),
    );
  });

  it.each([
    [
      'rules: { technique-revokd: off }',
      /c\.yaml:1:10: there is no rule "technique-revokd"\. Did you mean technique-revoked\?/,
    ],
    [
      'rules:\n  schema: fatal',
      /c\.yaml:2:11: rules\.schema: expected one of "off", "info", "warning", "error"/,
    ],
    ['rule: {}', /c\.yaml:1:1: the configuration: expected no member "rule"/],
    ['rules: {', /c\.yaml:1:9: /],
  ])('are refused in a configuration %j', async (text, message) => {
    const folder = await written([ROW]);
    await writeFile(join(folder, 'c.yaml'), text);
    const { exitCode, stderr } = await run(folder, '--config', 'c.yaml');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('fail the run from a severity on', async () => {
    const folder = await written([{ ...ROW, attack_object_name: 'Brute Forcing' }]);
    expect((await run(folder)).exitCode).toBe(0);
    expect((await run(folder, '--fail-on', 'info')).exitCode).toBe(1);
    const warned = await written([{ ...ROW, score_value: undefined }]);
    expect((await run(warned, '--fail-on', 'error')).exitCode).toBe(0);
    expect((await run(warned)).exitCode).toBe(1);
  });
});

describe('a baseline', () => {
  it('hides what is known, also when rows move, and shows what is new and what is gone', async () => {
    const folder = await written([ROW, ODD_ROW]);
    const written1 = await run(folder, '--baseline', 'known.json', '--write-baseline');
    expect(written1).toMatchObject({ exitCode: 0 });
    const text = await readFile(join(folder, 'known.json'), 'utf8');
    expect(validate(JSON.parse(text))).toEqual({ kind: 'baseline', findings: [] });
    await run(folder, '--baseline', 'known.json', '--write-baseline');
    expect(await readFile(join(folder, 'known.json'), 'utf8')).toBe(text);

    const revoked = {
      ...ROW,
      capability_id: 'EID-PIM',
      capability_description: 'PIM',
      score_category: 'prevent',
    };
    const fixed = { ...ODD_ROW, attack_object_name: 'Brute Force' };
    await writeFile(
      join(folder, 'm.json'),
      JSON.stringify({ ...CLEAN, mapping_objects: [revoked, fixed, ROW] }),
    );
    const { report, findings, exitCode } = await reportOf(folder, '--baseline', 'known.json');
    expect(exitCode).toBe(1);
    expect(rulesOf(findings)).toEqual(['score-category-unknown']);
    expect(report.totals).toMatchObject({ known: 2, gone: 1 });
    expect(report.files[0]?.gone?.[0]?.rule).toBe('technique-name-stale');
    const sarif = JSON.parse(
      (await run(folder, '--baseline', 'known.json', '--format', 'sarif')).stdout,
    );
    const states = sarif.runs[0].results.map(
      (result: { baselineState: string }) => result.baselineState,
    );
    expect(states.sort()).toEqual(['new', 'unchanged', 'unchanged']);
  });

  it('keeps what was not looked for, and is found by the configuration file', async () => {
    const folder = await written([ROW, ODD_ROW]);
    await writeFile(join(folder, 'attack-mappings.yaml'), 'baseline: known.json\n');
    await run(folder, '--write-baseline');
    const text = await readFile(join(folder, 'known.json'), 'utf8');
    for (const args of [['--rules', 'reference-edge-space'], ['--no-attack']]) {
      const { report } = await reportOf(folder, ...args, '--write-baseline');
      expect(report.totals.gone).toBe(0);
      expect(await readFile(join(folder, 'known.json'), 'utf8')).toBe(text);
    }
    expect(await run(folder)).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['is not there', undefined, /--write-baseline makes one/],
    ['is none', '{"files":{}}', /known\.json is no baseline/],
    ['breaks off', '{"files"', /known\.json: expected JSON, found a document that breaks off/],
  ])('that %s ends the run', async (_, text, message) => {
    const folder = await written([ROW]);
    if (text !== undefined) await writeFile(join(folder, 'known.json'), text);
    const { exitCode, stderr } = await run(folder, '--baseline', 'known.json');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('--fix', () => {
  const FIXABLE = {
    ...ROW,
    attack_object_name: 'Brute Forcing',
    references: ['https://example.org/a '],
  };

  it('mends what is safe, leaves every other byte, and then nothing is found', async () => {
    const folder = await written(
      [FIXABLE],
      (value) => `\ufeff${JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n')}\r\n`,
    );
    const path = join(folder, 'm.json');
    await chmod(path, 0o640);
    const before = await readFile(path, 'utf8');
    const { exitCode, stdout } = await run(folder, '--fix');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/m\.json: fixed technique-name-stale 1, reference-edge-space 1/);
    expect(await readFile(path, 'utf8')).toBe(
      before.replace('"Brute Forcing"', '"Brute Force"').replace('/a "', '/a"'),
    );
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).not.toContainEqual(expect.stringMatching(/tmp$/));
    expect(await run(folder)).toMatchObject({ stdout: '1 file, 0 findings\n' });
  });

  it('says with --dry-run what it would do, and does nothing', async () => {
    const folder = await written([FIXABLE, ODD_ROW]);
    const before = await readFile(join(folder, 'm.json'), 'utf8');
    const { stdout } = await run(folder, '--fix', '--dry-run');
    expect(stdout).toMatch(
      /would fix technique-name-stale: .*\n {4}\/mapping_objects\/0\/attack_object_name becomes "Brute Force"/,
    );
    expect(stdout).toMatch(/4 to fix\n$/);
    expect(await readFile(join(folder, 'm.json'), 'utf8')).toBe(before);
    expect((await run(folder, '--dry-run')).exitCode).toBe(2);
  });

  it('reports what remains', async () => {
    const { report, findings } = await reportOf(await written([ODD_ROW]), '--fix');
    expect(rulesOf(findings)).toEqual(['category-without-value']);
    expect(report.totals.fixed).toBe(2);
    expect(report.files[0]?.fixes?.map(({ rule }) => rule)).toEqual([
      'technique-name-stale',
      'reference-edge-space',
    ]);
  });

  it('leaves known findings, sets made by a build and files with members twice alone', async () => {
    const folder = await written([FIXABLE]);
    const before = await readFile(join(folder, 'm.json'), 'utf8');
    await run(folder, '--baseline', 'known.json', '--write-baseline');
    await run(folder, '--baseline', 'known.json', '--fix');
    expect(await readFile(join(folder, 'm.json'), 'utf8')).toBe(before);

    const twice = before.replace('"status"', '"comments": "other", "status"');
    await writeFile(join(folder, 'm.json'), twice);
    expect((await run(folder, '--fix')).stderr).toMatch(/members that stand twice/);
    expect(await readFile(join(folder, 'm.json'), 'utf8')).toBe(twice);

    const path = join(OUTPUT, 'm365/attack-16.1/m365-07.18.2025/enterprise/mappings.json');
    const set = JSON.parse(await readFile(path, 'utf8'));
    set.mappings[0].references = ['https://example.org/a '];
    const text = JSON.stringify(set);
    await writeFile(join(folder, 'm.json'), text);
    const { stderr } = await run(folder, '--fix', '--rules', 'reference-edge-space');
    expect(stderr).toMatch(/a mapping set is made by a build/);
    expect(await readFile(join(folder, 'm.json'), 'utf8')).toBe(text);
  });

  it('follows a link, and replaces nothing that it cannot write', async () => {
    const folder = await written([FIXABLE]);
    await symlink('m.json', join(folder, 'link.json'));
    const args = ['--cache', join(folder, 'cache'), ...ATTACK];
    await runCli(['validate', 'link.json', ...args, '--fix'], { cwd: folder });
    expect(await readFile(join(folder, 'm.json'), 'utf8')).toContain('"Brute Force"');
    expect(
      (await readdir(folder, { withFileTypes: true }))
        .find(({ name }) => name === 'link.json')
        ?.isSymbolicLink(),
    ).toBe(true);
    const { exitCode, stderr } = await run(folder, '--format', 'json', '--out', 'm.json/x.json');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/cannot write m\.json\/x\.json: .*What was there before is still there/);
  });
});
