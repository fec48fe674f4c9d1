import { describe, expect, it } from 'vitest';
import { navigatorExporter } from '../../src/exporters/navigator/exporter.ts';
import type { Layer, LayerTechnique } from '../../src/exporters/navigator/layer.ts';
import { checkLayer, sameSheetNames } from '../support/layer-rules.ts';
import { ROWS, row, variedSet } from '../support/varied-set.ts';
import { runExporter } from './contract.ts';

const OPTIONS = { generator: 'attack-mappings 0.0.0' };

/** Layers by file name. */
async function layersOf(entry = variedSet()) {
  const input = { sets: [entry], options: OPTIONS };
  const { files, diagnostics } = await runExporter(navigatorExporter, input);
  const layers = new Map<string, Layer>();
  for (const [path, text] of files) layers.set(path.slice(entry.path.length + 1), JSON.parse(text));
  return { layers, diagnostics, files };
}

async function layer(name: string, entry = variedSet()): Promise<Layer> {
  const found = (await layersOf(entry)).layers.get(name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

const byId = ({ techniques }: Layer) => new Map(techniques.map((e) => [e.techniqueID, e]));
const scores = (l: Layer) => l.techniques.map((e) => [e.techniqueID, e.score]);
const facts = (entry: LayerTechnique | undefined) =>
  Object.fromEntries((entry?.metadata ?? []).map(({ name, value }) => [name, value]));

describe('overview', () => {
  it('scores the number of distinct capabilities', async () => {
    expect(scores(await layer('navigator-layer.json'))).toEqual([
      ['T1053', undefined],
      ['T1053.002', 1],
      ['T1078', undefined],
      ['T1078.004', 1],
      ['T1110', 2],
      ['T1621', 2],
    ]);
  });

  it('tells capabilities, types and scores of a technique', async () => {
    const entry = byId(await layer('navigator-layer.json')).get('T1621');
    expect(entry?.comment).toBe('2 capabilities: EID-MFA-E3, EID-PIM-E5');
    expect(facts(entry)).toEqual({
      capabilities: 'EID-MFA-E3 Multifactor Authentication; EID-PIM-E5 Privileged Identity',
      'mapping types': 'technique_scores',
      'score: detect': 'minimal 1',
      'score: protect': 'significant 1, partial 1, minimal 1',
    });
  });

  it('opens an unscored parent without a score', async () => {
    const parent = byId(await layer('navigator-layer.json')).get('T1078');
    expect(parent).toEqual({ techniqueID: 'T1078', showSubtechniques: true });
  });

  it('shows a revoked technique under its successor, and says so', async () => {
    const entry = byId(await layer('navigator-layer.json')).get('T1053.002');
    expect(entry?.comment).toContain('T1053.001');
    expect(facts(entry)['revoked ids included']).toBe('T1053.001');
  });

  it('counts spellings of one capability once', async () => {
    const rows = ['AC-2', 'AC-02', 'AC-3'].map((capability_id) =>
      row({ capability_id, attack_object_id: 'T1110' }),
    );
    const key = {
      framework: 'nist_800_53',
      framework_version: 'rev5',
      attack_version: '14.1',
      domain: 'enterprise',
    };
    const overview = await layer('navigator-layer.json', variedSet(rows, { key }));
    expect(scores(overview)).toEqual([['T1110', 2]]);
  });

  it('cuts long lists of capabilities and counts what was cut', async () => {
    const rows = Array.from({ length: 60 }, (_, i) =>
      row({
        capability_id: `C-${i}`,
        capability_description: 'A capability with a long name',
        attack_object_id: 'T1110',
      }),
    );
    const entry = byId(await layer('navigator-layer.json', variedSet(rows))).get('T1110');
    const { capabilities = '' } = facts(entry);
    const shown = capabilities.match(/C-\d+ /g)?.length ?? 0;
    expect(capabilities.length).toBeLessThan(450);
    expect(capabilities).toContain(`; … and ${60 - shown} more`);
    expect(entry?.comment).toMatch(/^60 capabilities: .* and 55 more$/);
  });

  it('is a layer without techniques when nothing is mapped', async () => {
    const { layers } = await layersOf(variedSet([]));
    expect([...layers.keys()]).toEqual(['navigator-layer.json', 'navigator-layer-coverage.json']);
    const [empty] = layers.values();
    expect(empty?.techniques).toEqual([]);
    expect(checkLayer(empty, variedSet().attack.index)).toEqual([]);
  });
});

describe('category layers', () => {
  it('exist for the categories that are scored', async () => {
    expect([...(await layersOf()).layers.keys()]).toEqual([
      'navigator-layer.json',
      'navigator-layer-coverage.json',
      'navigator-layer-protect.json',
      'navigator-layer-detect.json',
      'navigator-layer-respond.json',
    ]);
    const unscored = ROWS.filter(({ score_category }) => score_category !== 'respond');
    expect([...(await layersOf(variedSet(unscored))).layers.keys()]).not.toContain(
      'navigator-layer-respond.json',
    );
  });

  it('score the best value; unknown values and missing ones score nothing', async () => {
    expect(scores(await layer('navigator-layer-protect.json'))).toEqual([['T1621', 3]]);
    expect(scores(await layer('navigator-layer-detect.json'))).toEqual([
      ['T1053', undefined],
      ['T1053.002', 2],
      ['T1621', 1],
    ]);
  });

  it('pass over the letter case of categories and values', async () => {
    const rows = ROWS.map((mapping) => ({
      ...mapping,
      ...(mapping.score_category ? { score_category: mapping.score_category.toUpperCase() } : {}),
      ...(mapping.score_value ? { score_value: mapping.score_value.toUpperCase() } : {}),
    }));
    const [quiet, loud] = [await layersOf(), await layersOf(variedSet(rows))];
    expect([...loud.layers].map(([name, l]) => [name, scores(l)])).toEqual(
      [...quiet.layers].map(([name, l]) => [name, scores(l)]),
    );
  });

  it('name the capabilities behind each value, each under its best', async () => {
    const entry = byId(await layer('navigator-layer-protect.json')).get('T1621');
    expect(entry?.comment).toBe('significant by 1 capability: EID-MFA-E3');
    expect(facts(entry)).toEqual({
      significant: 'EID-MFA-E3 Multifactor Authentication',
      minimal: 'EID-PIM-E5 Privileged Identity',
    });
  });

  it('have a fixed scale and a legend of its stops', async () => {
    const { gradient, legendItems } = await layer('navigator-layer-respond.json');
    expect([gradient?.minValue, gradient?.maxValue]).toEqual([1, 3]);
    expect(legendItems.map(({ label }) => label)).toEqual(['minimal', 'partial', 'significant']);
    expect(legendItems.map(({ color }) => color)).toEqual(gradient?.colors);
  });
});

describe('layers', () => {
  it('leave out what the Navigator cannot show, with one diagnostic a technique', async () => {
    const { diagnostics } = await layersOf();
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'T1175 is deprecated, and the Navigator does not show it: left out of the layers, with 1 mapped row',
      'T1521.003 is a technique of the mobile domain: left out of the layers, with 1 mapped row',
      'T1527 is revoked and has no successor: left out of the layers, with 1 mapped row',
      't1078 is unknown in the enterprise domain of ATT&CK 14.1: left out of the layers, with 2 mapped rows',
    ]);
    for (const { rule, severity, place } of diagnostics) {
      expect([rule, severity]).toEqual(['layer-technique-left-out', 'info']);
      expect(place.pointer).toMatch(/^\/mappings\/\d+$/);
    }
  });

  it('are the same whatever the order of the rows', async () => {
    const { files } = await layersOf();
    expect((await layersOf(variedSet([...ROWS].reverse()))).files).toEqual(files);
  });

  it('tell a filter in name, description and metadata', async () => {
    const filter = 'category=detect';
    const { layers } = await layersOf(variedSet(ROWS, { filter }));
    for (const { description, metadata } of layers.values()) {
      expect(description).toContain(filter);
      expect(metadata).toContainEqual({ name: 'filter', value: filter });
    }
    const whole = (await layersOf()).layers;
    const names = [...layers.values(), ...whole.values()].map(({ name }) => name);
    expect(sameSheetNames(names)).toEqual([]);
  });

  it('name the resolved release and the declared one', async () => {
    const entry = variedSet();
    const attack = {
      version: '14.2',
      url: 'https://example.org/14.2.json',
      sha256: '2'.repeat(64),
    };
    const resolved = await layer('navigator-layer.json', {
      ...entry,
      set: { ...entry.set, attack },
    });
    expect(resolved.versions.attack).toBe('14');
    expect(resolved.metadata).toContainEqual({ name: 'ATT&CK version', value: '14.2' });
    expect(resolved.metadata).toContainEqual({ name: 'ATT&CK version as declared', value: '14.1' });
  });

  it('link to http(s) addresses only', async () => {
    const entry = variedSet();
    const source = (url: string) => ({ url, sha256: '1'.repeat(64), parser: 'unified-json' });
    const sources = [
      source('sample/a.json'),
      source('javascript:alert(1)'),
      source('https://example.org/b'),
    ];
    const set = { ...entry.set, sources: sources as typeof entry.set.sources };
    const { links } = await layer('navigator-layer.json', { ...entry, set });
    expect(links.map(({ url }) => url)).toEqual([
      'https://example.org/b',
      'https://example.org/bundle.json',
    ]);
  });
});
