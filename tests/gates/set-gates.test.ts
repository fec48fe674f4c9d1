import { describe, expect, it } from 'vitest';
import { changedShape } from '../../src/gates/changed-shape.ts';
import type { GatedSet, SetGate } from '../../src/gates/gate.ts';
import { lostCapabilities } from '../../src/gates/lost-capabilities.ts';
import { maxShrinkage } from '../../src/gates/max-shrinkage.ts';
import { minRows } from '../../src/gates/min-rows.ts';
import { newValues } from '../../src/gates/new-values.ts';
import type { ManifestFacts, ManifestValues } from '../../src/generated/manifest.ts';
import type { Expectations } from '../../src/generated/pipeline.ts';

const VALUES: ManifestValues = {
  mapping_type: ['technique_scores'],
  score_category: ['detect', 'protect'],
  score_value: ['minimal', 'partial'],
  status: ['complete'],
};
const FACTS: ManifestFacts = {
  capabilities: ['a', 'b', 'c', 'd'],
  values: VALUES,
  fields: ['capability_id', 'comments'],
};

function gated(rows: number, facts: Partial<ManifestFacts> = {}): GatedSet {
  return { path: 'x/attack-1/x-1/enterprise', rows, facts: { ...FACTS, ...facts } };
}

const values = (more: Partial<ManifestValues>) => ({ values: { ...VALUES, ...more } });

/** What is found now of a set of ten rows, the setting, and the figures; none where it passes. */
const CASES: [
  name: string,
  gate: SetGate,
  expect: Expectations,
  now: GatedSet,
  found: string | undefined,
][] = [
  ['as few rows as allowed', minRows, { min_rows: 8 }, gated(8), undefined],
  ['a row too few', minRows, { min_rows: 8 }, gated(7), 'at least 8 rows, 7'],
  ['no row, and no setting', minRows, {}, gated(0), 'at least 1 row, 0'],
  ['a loss at the limit', maxShrinkage, { max_shrinkage: 0.2 }, gated(8), undefined],
  [
    'a loss beyond it',
    maxShrinkage,
    { max_shrinkage: 0.2 },
    gated(7),
    'at most 20 % fewer than the 10 rows of x/attack-1/x-1/enterprise, 7, 30 % fewer',
  ],
  [
    'any loss at 0',
    maxShrinkage,
    { max_shrinkage: 0 },
    gated(9),
    'at most 0 % fewer than the 10 rows of x/attack-1/x-1/enterprise, 9, 10 % fewer',
  ],
  ['growth', maxShrinkage, { max_shrinkage: 0 }, gated(20), undefined],
  ['a loss without a setting', maxShrinkage, {}, gated(1), undefined],
  [
    'capabilities gone at the limit',
    lostCapabilities,
    { lost_capabilities: 1 },
    gated(10, { capabilities: ['a', 'b', 'c', 'e', 'f'] }),
    undefined,
  ],
  [
    'capabilities gone beyond it',
    lostCapabilities,
    { lost_capabilities: 1 },
    gated(10, { capabilities: ['a', 'd', 'e'] }),
    'at most 1 of the 4 capabilities of x/attack-1/x-1/enterprise to be gone, 2 gone: b, c',
  ],
  [
    'a value less',
    newValues,
    { new_values: 'stop' },
    gated(10, values({ score_value: ['minimal'] })),
    undefined,
  ],
  [
    'new values',
    newValues,
    { new_values: 'stop' },
    gated(10, values({ score_value: ['minimal', 'total'], status: ['complete', 'draft'] })),
    'no values but those of x/attack-1/x-1/enterprise, score_value total; status draft',
  ],
  [
    'new values that are allowed',
    newValues,
    { new_values: 'allow' },
    gated(10, values({ mapping_type: ['other'] })),
    undefined,
  ],
  [
    'a field renamed',
    changedShape,
    { changed_shape: 'stop' },
    gated(10, { fields: ['capability_id', '__proto__'] }),
    'the fields of x/attack-1/x-1/enterprise, comments gone, __proto__ new',
  ],
  [
    'a field renamed where that is allowed',
    changedShape,
    { changed_shape: 'allow' },
    gated(10, { fields: [] }),
    undefined,
  ],
];

describe('gates on a set', () => {
  it.each(CASES)('%s', (_, gate, settings, now, found) => {
    const figures = gate.judge(now, gated(10), settings);
    const text = figures && `${figures.expected}, ${figures.found}`;
    expect(text).toBe(found);
  });

  it('compare with nothing where there is nothing', () => {
    const strict: Expectations = {
      max_shrinkage: 0,
      lost_capabilities: 0,
      new_values: 'stop',
      changed_shape: 'stop',
    };
    const { facts: _, ...old } = gated(10);
    for (const gate of [maxShrinkage, lostCapabilities, newValues, changedShape]) {
      expect(gate.judge(gated(10), undefined, strict), gate.name).toBeUndefined();
    }
    // A manifest of an earlier version has counts, and no facts.
    for (const gate of [lostCapabilities, newValues, changedShape]) {
      const now = gated(10, { capabilities: [], fields: [], ...values({ status: ['new'] }) });
      expect(gate.judge(now, old, strict), gate.name).toBeUndefined();
    }
    expect(maxShrinkage.judge(gated(9), old, strict)).toBeDefined();
  });

  it('a message stays short whatever the source calls its capabilities', () => {
    const capabilities = Array.from({ length: 1000 }, (_, i) => `\u001b[2J${i}${'x'.repeat(1000)}`);
    const before = gated(10, { capabilities });
    const { found } = lostCapabilities.judge(gated(10), before, { lost_capabilities: 0 }) ?? {};
    expect(found?.length).toBeLessThan(600);
    expect(found).toMatch(/^1000 gone: .* and 995 more$/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be in a message.
    expect(found).not.toMatch(/\u001b/);
  });
});
