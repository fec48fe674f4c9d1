import { chmod, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import {
  ATTACK,
  ODD_ROW,
  OUTPUT,
  ROW,
  reportOf,
  rulesOf,
  run,
  written,
} from '../support/validate-file.ts';

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

  it('names places in the file as it was, also of what it finds only after other fixes', async () => {
    const references = ['https://example.org/a https://example.org/b'];
    const folder = await written([{ ...ROW, references }, ROW, FIXABLE, ROW]);
    const text = await readFile(join(folder, 'm.json'), 'utf8');
    const { report } = await reportOf(folder, '--fix', '--dry-run');
    const removals = report.files[0]?.fixes?.filter(({ rule }) => rule === 'duplicate-row') ?? [];
    expect(removals.map(({ place }) => place.pointer)).toEqual([
      '/mapping_objects/2',
      '/mapping_objects/3',
    ]);
    const lines = text.split('\n');
    const starts = lines.flatMap((line, at) => (/^ {4}\{$/.test(line) ? [at + 1] : []));
    expect(removals.map(({ place }) => place.line)).toEqual([starts[2], starts[3]]);
  });
});
