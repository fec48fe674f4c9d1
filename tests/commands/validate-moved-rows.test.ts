import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KnownFindings } from '../../src/commands/validate/baseline.ts';
import { validateFile } from '../../src/commands/validate/file.ts';
import { ruleSelection } from '../../src/commands/validate/rules.ts';
import { temporaryFolder } from '../support/run-cli.ts';
import { CLEAN, ROW } from '../support/validate-file.ts';

/** Twos that disagree, each said by as many rows as the other. */
const ROWS = [
  ROW,
  { ...ROW, score_value: 'minimal', capability_description: 'MFA' },
  { ...ROW, attack_object_id: 'T1111', capability_group: 'b', comments: 'a&nbsp;b' },
  { ...ROW, attack_object_id: 'T1111', capability_id: 'eid-mfa', score_value: 'Partial' },
  { ...ROW, attack_object_id: 'T1112', capability_id: 'eid-mfa', capability_group: 'b' },
  { ...ROW, attack_object_id: 'T1112', capability_id: 'eid-mfa', score_category: 'Protect' },
];

async function validated(folder: string, rows: readonly object[], baseline: KnownFindings) {
  const path = join(folder, 'm.json');
  await writeFile(path, JSON.stringify({ ...CLEAN, mapping_objects: rows }));
  const rules = ruleSelection({ only: undefined, severities: {}, files: [] })('m.json');
  const context = { rules, attack: undefined, baseline, frames: 0, fix: 'no' as const };
  return validateFile(path, { ...context, signal: new AbortController().signal });
}

it('a baseline knows everything in rows of another order, ties too', async () => {
  const folder = await temporaryFolder();
  const known = new KnownFindings(join(folder, 'known.json'), {});
  const { baseline, checked } = await validated(folder, ROWS, known);
  const found = new Set(checked.findings.map(({ finding }) => finding.rule));
  for (const rule of ['conflicting-scores', 'capability-in-two-groups', 'capability-several-names'])
    expect(found).toContain(rule);
  known.replace(baseline);
  for (let turn = 0; turn < ROWS.length; turn += 1) {
    const turned = [...ROWS.slice(turn), ...ROWS.slice(0, turn)];
    for (const rows of [turned, turned.toReversed()]) {
      const { findings, gone } = (await validated(folder, rows, known)).checked;
      expect(findings.filter((entry) => !entry.known).map(({ finding }) => finding)).toEqual([]);
      expect(gone).toEqual([]);
    }
  }
});
