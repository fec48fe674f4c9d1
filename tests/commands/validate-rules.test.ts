import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { ODD_ROW, ROW, reportOf, rulesOf, run, written } from '../support/validate-file.ts';

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
