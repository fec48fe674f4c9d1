import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import { OUTPUT, ROW, reportOf, run, SAMPLE, written } from '../support/validate-file.ts';

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

  it('that is asked for in a wrong way is found before a file is fixed', async () => {
    const folder = await written([{ ...ROW, references: ['https://example.org/a '] }]);
    const before = await readFile(join(folder, 'm.json'), 'utf8');
    const fix = ['--fix', '--rules', 'reference-edge-space'];
    const { exitCode } = await run(folder, ...fix, '--mirror', 'no-such-folder');
    expect(exitCode).toBe(2);
    expect(await readFile(join(folder, 'm.json'), 'utf8')).toBe(before);
    expect((await run(folder, ...fix)).exitCode).toBe(0);
    expect(await readFile(join(folder, 'm.json'), 'utf8')).not.toBe(before);
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
