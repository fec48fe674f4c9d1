import { expect, it } from 'vitest';
import { checkLayer, MOST_FINDINGS } from '../../src/rules/check.ts';
import { rules } from '../../src/rules/index.ts';

it('lists the first findings of a rule, and says how many more there are', () => {
  const entry = { techniqueID: 'T1001', score: 'high' };
  const techniques = Array.from({ length: MOST_FINDINGS + 7 }, () => entry);
  const layer = { name: 'Many', domain: 'enterprise-attack', techniques };
  const scores = rules.filter(({ name }) => name === 'layer-score');
  const findings = checkLayer({ file: 'layer.json', layer }, scores);
  expect(findings).toHaveLength(MOST_FINDINGS + 1);
  expect(findings.filter(({ message }) => message === '7 more like these are not listed')).toEqual([
    expect.objectContaining({ rule: 'layer-score', place: { pointer: '' }, source: 'layer.json' }),
  ]);
});
