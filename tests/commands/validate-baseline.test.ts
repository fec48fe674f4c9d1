import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validate } from '../../src/index.ts';
import { CLEAN, ODD_ROW, ROW, reportOf, rulesOf, run, written } from '../support/validate-file.ts';

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
