import { describe, expect, it } from 'vitest';
import { navigatorExporter } from '../../../src/exporters/navigator/exporter.ts';
import { checkLayer, LAYER_RULES, sameSheetNames } from '../../support/layer-rules.ts';
import type { Loose } from '../../support/loose-layer.ts';
import { ROWS, variedSet } from '../../support/varied-set.ts';
import { runExporter } from '../contract.ts';

const entry = variedSet();
const { index } = entry.attack;
const input = { sets: [entry], options: { generator: 'attack-mappings 0.0.0' } };
const { files } = await runExporter(navigatorExporter, input);
const layers: readonly Loose[] = [...files.values()].map((text) => JSON.parse(text));
const good = layers[0] as Loose & { readonly techniques: readonly Loose[] };

/** The overview with another first entry, or with entries more. */
const first = (change: Loose): Loose => ({
  ...good,
  techniques: good.techniques.map((e, i) => (i === 0 ? { ...e, ...change } : e)),
});
const and = (...more: Loose[]): Loose => ({ ...good, techniques: [...good.techniques, ...more] });
const without = (entryOf: Loose, name: string): Loose =>
  Object.fromEntries(Object.entries(entryOf).filter(([key]) => key !== name));
const gradient = (change: Loose): Loose => ({
  ...good,
  gradient: { ...(good.gradient as Loose), ...change },
});

/** Per rule, layers broken for it. */
const BROKEN: Readonly<Record<string, readonly Loose[]>> = {
  versions: [
    without(good, 'versions'),
    { ...good, versions: { attack: '14.1', navigator: '5.1.0', layer: '4.5' } },
    { ...good, versions: { attack: 14, navigator: '5.1.0', layer: '4.5' } },
    { ...good, versions: { attack: '14', navigator: '5.1.0', layer: '4.4' } },
  ],
  domain: [
    { ...good, domain: 'mitre-enterprise' },
    { ...good, domain: 'mobile-attack' },
    without(good, 'domain'),
  ],
  name: [{ ...good, name: '' }, { ...good, name: 'a/b' }, without(good, 'name')],
  description: [
    { ...good, description: '' },
    { ...good, description: null },
  ],
  'gradient-shape': [
    without(good, 'gradient'),
    gradient({ colors: ['#dbe9f6'] }),
    gradient({ colors: ['red', 'blue'] }),
    gradient({ maxValue: null }),
    gradient({ minValue: '0' }),
    gradient({ minValue: 9, maxValue: 9 }),
  ],
  'gradient-colours': [
    gradient({ colors: ['#ffffff', '#5a9bd4'] }),
    gradient({ colors: ['#dbe9f6', '#000080'] }),
    gradient({ colors: ['#dbe9f6', '#9ac3e6', '#9ac3e6', '#5a9bd4'] }),
  ],
  'gradient-trap': [
    { ...first({ score: 299 }), gradient: { minValue: 0, maxValue: 300 } },
    // No score, but the sum 299 of T1053 with its sub-technique.
    {
      ...good,
      techniques: [
        { techniqueID: 'T1053', score: 150 },
        { techniqueID: 'T1053.002', score: 149 },
      ],
      gradient: { minValue: 0, maxValue: 300 },
    },
  ],
  'technique-id': [
    and({ techniqueID: null, score: 1 }),
    and({ techniqueID: '', score: 1 }),
    and({ techniqueID: 't1110', score: 1 }),
    and({ score: 1 }),
  ],
  'technique-shown': [
    and({ techniqueID: 'T9999', score: 1 }),
    and({ techniqueID: 'T1053.001', score: 1 }),
    and({ techniqueID: 'T1175', score: 1 }),
  ],
  'technique-once': [and(good.techniques[0] ?? {})],
  'no-tactic': [first({ tactic: 'persistence' })],
  score: [null, '3', 0.5, 0, -1].map((score) => and({ techniqueID: 'T1078', score })),
  'unscored-entry': [and({ techniqueID: 'T1621' })],
  'score-or-colour': [first({ score: 1, color: '#5a9bd4' })],
  'sub-techniques': [
    { ...good, techniques: good.techniques.map((e) => without(e, 'showSubtechniques')) },
    { ...good, techniques: [{ techniqueID: 'T1078.004', score: 1 }] },
  ],
  colour: [first({ color: 'red' }), { ...good, legendItems: [{ label: 'a', color: '' }] }],
  'colour-told': [first({ color: '#123456' })],
  comment: [first({ comment: 3 }), first({ comment: '' }), first({ comment: 'x'.repeat(401) })],
  flags: [first({ enabled: 'yes' }), first({ showSubtechniques: 1 })],
  metadata: [
    first({ metadata: [{ name: 'a', value: '' }] }),
    first({ metadata: [{ name: 'a', value: 3 }] }),
    { ...good, metadata: [{ value: 'a' }] },
  ],
  'metadata-tells': [without(good, 'metadata'), { ...good, metadata: [] }],
  links: [
    first({ links: [{ label: 'a', url: 'javascript:alert(1)' }] }),
    { ...good, links: [{ label: '', url: 'https://example.org' }] },
    { ...good, links: [{ label: 'a', url: 'sample/file.json' }] },
  ],
  legend: [
    { ...good, legendItems: Array(5).fill({ label: 'a', color: '#000000' }) },
    { ...good, legendItems: [{ label: 'x'.repeat(41), color: '#000000' }] },
  ],
  layout: [without(good, 'layout'), { ...good, layout: { layout: 'flat' } }],
  sorting: [without(good, 'sorting'), { ...good, sorting: 0 }],
  'no-platforms': [{ ...good, filters: { platforms: ['Windows'] } }],
};

it('has layers to look at', () => {
  expect(layers).toHaveLength(5);
  expect(layers.filter((layer) => 'gradient' in layer)).toHaveLength(4);
  expect(sameSheetNames(layers.map(({ name }) => String(name)))).toEqual([]);
  expect(ROWS.length).toBeGreaterThan(good.techniques.length);
});

it('knows a broken layer for every rule', () => {
  expect(Object.keys(BROKEN).sort()).toEqual(LAYER_RULES.map(({ name }) => name).sort());
});

describe.each(LAYER_RULES)('layer rule $name', ({ name, check }) => {
  it('holds on every layer we write', () => {
    for (const layer of layers) expect(check(layer, index)).toEqual([]);
  });

  it.each(BROKEN[name] ?? [])('finds what is broken: case %#', (layer) => {
    expect(check(layer, index)).not.toEqual([]);
    expect(checkLayer(layer, index).some((line) => line.startsWith(`${name}: `))).toBe(true);
  });
});
