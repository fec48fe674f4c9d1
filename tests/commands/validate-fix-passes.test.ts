import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DocumentAttack } from '../../src/commands/validate/attack.ts';
import { validateFile } from '../../src/commands/validate/file.ts';
import { ruleSelection } from '../../src/commands/validate/rules.ts';
import { technique, viewOf } from '../layers/small-attack.ts';
import { temporaryFolder } from '../support/run-cli.ts';
import { CLEAN, ROW, written } from '../support/validate-file.ts';

const VIEW = viewOf('16.1', [technique('T1110', { name: 'Brute Force' })]);
const ATTACK = {
  forSet: async () => VIEW,
  forLayer: async () => VIEW,
} as unknown as DocumentAttack;

async function fix(path: string, how: 'show' | 'write' = 'write') {
  const rulesOf = ruleSelection({ only: undefined, severities: {}, files: [] });
  const { checked, postponed } = await validateFile(path, {
    ...{ rules: rulesOf('m.json'), attack: ATTACK, baseline: undefined, frames: 0, fix: how },
    signal: new AbortController().signal,
  });
  return {
    fixes: checked.fixes?.map(({ rule, place }) => `${rule} ${place.pointer}`),
    left: checked.findings.map(({ finding }) => finding.rule),
    postponed,
  };
}

const textOf = async (path: string) => JSON.parse(await readFile(path, 'utf8'));

it('rows that are equal once they are fixed are one after one run', async () => {
  const odd = { ...ROW, attack_object_name: 'Brute Forcing' };
  const path = join(await written([odd, { ...ROW, score_value: 'Partial' }, ROW, odd]), 'm.json');
  const expected = {
    fixes: [
      'technique-name-stale /mapping_objects/0/attack_object_name',
      'duplicate-row /mapping_objects/1',
      'duplicate-row /mapping_objects/2',
      'duplicate-row /mapping_objects/3',
    ],
    postponed: 0,
  };
  expect(await fix(path, 'show')).toMatchObject(expected);
  expect((await textOf(path)).mapping_objects).toHaveLength(4);
  expect(await fix(path)).toEqual({ ...expected, left: [] });
  expect(await textOf(path)).toEqual({ ...CLEAN, mapping_objects: [ROW] });
  expect(await fix(path)).toEqual({ fixes: undefined, left: [], postponed: 0 });
});

it('one run on a layer is as good as two', async () => {
  const path = join(await temporaryFolder(), 'm.json');
  const layer = {
    ...{ name: 'a', domain: 'enterprise', versions: { attack: '16.1', layer: '4.5' } },
    techniques: [
      {
        techniqueID: 't1110',
        score: '99.7',
        metadata: [
          { name: 'a', value: '' },
          { name: 'b', value: 'c' },
        ],
      },
    ],
    gradient: { colors: ['#ff0000', '#00ff00'], minValue: 0, maxValue: 100 },
  };
  await writeFile(path, JSON.stringify(layer));
  const { fixes, postponed } = await fix(path);
  expect(fixes).toContain('layer-gradient-trap /gradient/maxValue');
  expect(fixes?.at(-1)).toBe('layer-metadata /techniques/0/metadata/0/value');
  expect(postponed).toBe(0);
  expect((await fix(path)).fixes).toBeUndefined();
  const { techniques } = await textOf(path);
  expect(techniques[0].metadata).toEqual([{ name: 'b', value: 'c' }]);
});
