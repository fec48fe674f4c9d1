import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Finding, ValidationReport } from '../../src/generated/validation.ts';
import { validate } from '../../src/index.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

export const SAMPLE = join(import.meta.dirname, '..', '..', 'pipelines', 'sample');
export const OUTPUT = join(import.meta.dirname, '..', '..', 'output', 'sample');
export const ATTACK = ['--attack', join(SAMPLE, 'attack', 'index.json')];

export const ROW = {
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

export const CLEAN = {
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
export const ODD_ROW = {
  ...ROW,
  capability_id: 'EID-CAE',
  capability_description: 'Continuous Access Evaluation',
  attack_object_name: 'Brute Forcing',
  references: ['https://example.org/a '],
  score_value: undefined,
};

/** A folder with a file of these rows, and no configuration around it. */
export async function written(
  rows: readonly object[],
  text = (value: unknown) => JSON.stringify(value, null, 2),
) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'm.json'), text({ ...CLEAN, mapping_objects: rows }));
  return folder;
}

export async function run(folder: string, ...args: string[]) {
  const all = ['validate', 'm.json', '--cache', join(folder, 'cache'), ...ATTACK, ...args];
  return runCli(all, { cwd: folder });
}

export async function reportOf(folder: string, ...args: string[]) {
  const { exitCode, stdout, stderr } = await run(folder, '--json', ...args);
  const report = JSON.parse(stdout) as ValidationReport;
  expect(validate(report)).toEqual({ kind: 'validation report', findings: [] });
  return { exitCode, stderr, report, findings: report.files.flatMap(({ findings }) => findings) };
}

export const rulesOf = (findings: readonly Finding[]) => findings.map(({ rule }) => rule).sort();
