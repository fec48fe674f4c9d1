import { describe, expect, it } from 'vitest';
import type { ExportSet } from '../../../src/contracts.ts';
import { navigatorExporter } from '../../../src/exporters/navigator/exporter.ts';
import type { Layer, LayerTechnique } from '../../../src/exporters/navigator/layer.ts';
import { checkLayer } from '../../support/layer-rules.ts';
import { brightness } from '../../support/loose-layer.ts';
import { migratedSet } from '../../support/migrated-set.ts';
import { leastDistance } from '../../support/seen-colours.ts';
import { ROWS, row, variedSet } from '../../support/varied-set.ts';
import { runExporter } from '../contract.ts';

const OPTIONS = { generator: 'attack-mappings 0.0.0' };
const WHY = 'a rationale';

async function coverage(entry: ExportSet) {
  const { files, diagnostics } = await runExporter(navigatorExporter, {
    sets: [entry],
    options: OPTIONS,
  });
  const text = files.get(`${entry.path}/navigator-layer-coverage.json`) ?? '';
  const layer: Layer = JSON.parse(text);
  return { layer, diagnostics, of: new Map(layer.techniques.map((e) => [e.techniqueID, e])) };
}

/** The varied set, migrated: T1053 is newer than it, T1078 is called non-mappable. */
function migrated(): ExportSet {
  const rows = [
    ...ROWS,
    row({ status: 'non_mappable', attack_object_id: 'T1078', comments: WHY }),
    row({ status: 'non_mappable', attack_object_id: 'T1110' }),
  ];
  const entry = variedSet(rows);
  return { ...entry, set: migratedSet(entry.set, ['T1053'], { rows: 40, aside: 3, out: 37 }) };
}

const facts = (entry: Pick<LayerTechnique, 'metadata'> | undefined) =>
  Object.fromEntries((entry?.metadata ?? []).map(({ name, value }) => [name, value]));

describe('the coverage layer', () => {
  it('has every living technique in the colour of its state, and no score', async () => {
    const { layer } = await coverage(migrated());
    const labels = new Map(layer.legendItems.map(({ label, color }) => [color, label]));
    expect(layer.techniques.map((e) => [e.techniqueID, labels.get(e.color ?? '')])).toEqual([
      ['T1053', 'not assessed'],
      ['T1053.002', 'mapped'],
      ['T1078', 'non-mappable'],
      ['T1078.004', 'mapped'],
      ['T1110', 'mapped'],
      ['T1621', 'mapped'],
    ]);
    expect(layer.techniques.filter((e) => 'score' in e)).toEqual([]);
    expect(layer.gradient).toBeUndefined();
  });

  it('keeps every rule of layers, migrated or not', async () => {
    for (const entry of [migrated(), variedSet(), variedSet([])])
      expect(checkLayer((await coverage(entry)).layer, entry.attack.index)).toEqual([]);
  });

  it('says why', async () => {
    const { of } = await coverage(migrated());
    expect(of.get('T1621')?.comment).toBe('Mapped to 2 capabilities: EID-MFA-E3, EID-PIM-E5');
    expect(of.get('T1053.002')?.comment).toContain('Includes what is mapped to T1053.001');
    expect(of.get('T1078')?.comment).toBe(
      `Non-mappable: the framework says that no capability can be mapped to it: ${WHY}`,
    );
    expect(of.get('T1053')?.comment).toContain('the mappings were made for ATT&CK 13.1');
    const unmapped = await coverage(variedSet([]));
    for (const { comment } of unmapped.layer.techniques) expect(comment).toMatch(/^Not mapped: /);
  });

  it('marks what is mapped and non-mappable, and reports it once', async () => {
    const { of, diagnostics } = await coverage(migrated());
    expect(of.get('T1110')?.comment).toContain('The set calls it non-mappable as well');
    expect(facts(of.get('T1110'))['also stated']).toBe('non-mappable');
    expect(of.get('T1621')?.comment).not.toContain('non-mappable');
    const both = diagnostics.filter(({ rule }) => rule === 'coverage-mapped-and-non-mappable');
    expect(both).toMatchObject([
      { severity: 'info', place: { pointer: '/coverage/mapped_and_non_mappable' } },
    ]);
    expect(both[0]?.message).toContain('T1110');
    const { diagnostics: none } = await coverage(variedSet());
    expect(none.map(({ rule }) => rule)).not.toContain('coverage-mapped-and-non-mappable');
  });

  it('gives every percentage with its denominator', async () => {
    const told = facts((await coverage(migrated())).layer);
    const left = 'revoked and deprecated ones left out';
    expect(told).toMatchObject({
      mapped: `4 of 6 techniques and sub-techniques (66.7 %), ${left}; rolled up to techniques: 4 of 4 (100.0 %)`,
      'non-mappable': `1 of 6 techniques and sub-techniques (16.7 %), ${left}; rolled up to techniques: 0 of 4 (0.0 %)`,
      'not assessed': `1 of 6 techniques and sub-techniques (16.7 %), ${left}; rolled up to techniques: 0 of 4 (0.0 %)`,
      'not mapped': `0 of 6 techniques and sub-techniques (0.0 %), ${left}; rolled up to techniques: 0 of 4 (0.0 %)`,
      'both mapped and non-mappable, shown as mapped': 'T1110',
    });
  });

  it('opens a technique whose sub-techniques are in another state', async () => {
    const { layer } = await coverage(migrated());
    const open = layer.techniques.filter((e) => e.showSubtechniques).map((e) => e.techniqueID);
    expect(open).toEqual(['T1053', 'T1078']);
    const { layer: same } = await coverage(variedSet([]));
    expect(same.techniques.filter((e) => e.showSubtechniques)).toEqual([]);
  });

  it('is left out when it is not wanted', async () => {
    const sets = [variedSet()];
    const { files } = await runExporter(navigatorExporter, { sets, options: { coverage: false } });
    expect([...files.keys()].filter((path) => path.includes('coverage'))).toEqual([]);
    expect(files.size).toBe(4);
  });

  it('has colours that stay apart for colour-blind readers', async () => {
    const colours = (await coverage(variedSet())).layer.legendItems.map(({ color }) => color);
    expect(colours).toHaveLength(4);
    expect(leastDistance(colours)).toBeGreaterThan(20);
    const pale = colours.filter((color) => brightness(color) > 200);
    expect(pale).toEqual([colours.at(-1)]);
    // Red and green of one brightness, which most layers use, would not do.
    expect(leastDistance(['#d62728', '#2ca02c', '#a6a6a6', '#ececec'])).toBeLessThan(20);
  });
});
