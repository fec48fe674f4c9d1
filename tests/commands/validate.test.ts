import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import {
  CLEAN,
  ODD_ROW,
  OUTPUT,
  ROW,
  reportOf,
  rulesOf,
  run,
  written,
} from '../support/validate-file.ts';

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

  it('says of a list of layers that no rule was run, and of no JSON whatever is turned off', async () => {
    const folder = await temporaryFolder();
    const layer = {
      name: 'L',
      domain: 'enterprise-attack',
      techniques: [{ techniqueID: 'T9999' }],
    };
    await writeFile(join(folder, 'layers.json'), JSON.stringify([layer, layer]));
    await writeFile(join(folder, 'broken.json'), '{');
    await writeFile(join(folder, 'off.yaml'), 'rules: { json: off }');
    const args = ['validate', folder, '--no-attack', '--config', join(folder, 'off.yaml')];
    const { exitCode, stdout } = await runCli(args);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/layers\.json.* schema: expected one document, found a list of 2/);
    expect(stdout).toMatch(/broken\.json.* json: /);
  });

  it('writes no findings over what it validates', async () => {
    const folder = await written([ROW]);
    const file = join(folder, 'm.json');
    const before = await readFile(file, 'utf8');
    const { exitCode, stderr } = await runCli(['validate', file, '--no-attack', '--out', file]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/is one of the files that were validated/);
    expect(await readFile(file, 'utf8')).toBe(before);
  });
});
