import { describe, expect, it } from 'vitest';
import type { ExportSet } from '../../../src/contracts.ts';
import { navigatorExporter } from '../../../src/exporters/navigator/exporter.ts';
import type { Layer } from '../../../src/exporters/navigator/layer.ts';
import { checkLayer, sameSheetNames } from '../../support/layer-rules.ts';
import { migratedSet } from '../../support/migrated-set.ts';
import { row, variedSet } from '../../support/varied-set.ts';
import { runExporter } from '../contract.ts';

const from = (id: string, reason: 'unchanged' | 'revoked' | 'renumbered', version = '13.1') => ({
  id,
  version,
  reason,
});
const score = { score_category: 'protect', score_value: 'partial' };
const ROWS = [
  row(
    { capability_id: 'C-1', attack_object_id: 'T1053.002', ...score },
    { migrated_from: [from('T1053.001', 'revoked')], collides_with: ['T1168'] },
  ),
  row(
    { capability_id: 'C-1', attack_object_id: 'T1053.002', ...score, score_value: 'minimal' },
    { migrated_from: [from('T1168', 'renumbered')], collides_with: ['T1053.001'] },
  ),
  row(
    { capability_id: 'C-2', attack_object_id: 'T1110', ...score },
    { migrated_from: [from('T1110', 'unchanged')] },
  ),
];

function migrated(): ExportSet {
  const entry = variedSet(ROWS);
  const counts = { rows: 16, out: 3, aside: 13, collisions: 2 };
  return { ...entry, set: migratedSet(entry.set, ['T1078', 'T1621'], counts) };
}

async function layersOf(entry: ExportSet): Promise<Layer[]> {
  const options = { generator: 'attack-mappings 0.0.0' };
  const { files } = await runExporter(navigatorExporter, { sets: [entry], options });
  return [...files.values()].map((text) => JSON.parse(text));
}

const entryOf = (layer: Layer, id: string) =>
  layer.techniques.find(({ techniqueID }) => techniqueID === id);

describe('the layers of a migrated set', () => {
  it('keep every rule', async () => {
    const { index } = migrated().attack;
    const layers = await layersOf(migrated());
    expect(layers).toHaveLength(3);
    for (const layer of layers) expect(checkLayer(layer, index)).toEqual([]);
  });

  it('say where they are from, what was set aside and what was not assessed', async () => {
    for (const { metadata } of await layersOf(migrated())) {
      const declared = metadata.filter(({ name }) => name.endsWith('as declared'));
      expect(declared).toEqual([]);
      expect(metadata).toEqual(
        expect.arrayContaining([
          { name: 'migrated from ATT&CK', value: '13.1' },
          { name: 'rows set aside by the migration', value: '13 of 16 rows (81.3 %)' },
          { name: 'rows that collide since the migration', value: '2' },
          { name: 'techniques not assessed', value: '2' },
        ]),
      );
    }
    const names = (await layersOf(variedSet())).flatMap(({ metadata }) =>
      metadata.map(({ name }) => name),
    );
    expect(names).not.toContain('migrated from ATT&CK');
  });

  it('say under a technique which ids its rows had, and which of them collide', async () => {
    for (const layer of await layersOf(migrated())) {
      const entry = entryOf(layer, 'T1053.002');
      expect(entry?.comment).toContain('what was mapped to T1053.001; T1168 before the migration');
      expect(entry?.comment).toContain('Rows of T1053.001; T1168 speak of one capability here');
      expect(entry?.comment).not.toContain('revoked in favour');
      expect(entry?.metadata).toEqual(
        expect.arrayContaining([
          { name: 'ids before the migration included', value: 'T1053.001, T1168' },
          { name: 'ids whose rows collide', value: 'T1053.001, T1168' },
        ]),
      );
      expect(entryOf(layer, 'T1110')?.comment).not.toContain('migration');
    }
  });

  it('have other names than those of the set at that version', async () => {
    const entry = migrated();
    const { migrations, ...set } = entry.set;
    const other = migratedSet(set, [], {}, '12.1');
    const all = await Promise.all(
      [entry.set, set, other].map((s) => layersOf({ ...entry, set: s })),
    );
    const names = all.flat().map(({ name }) => name);
    expect(names).toHaveLength(9);
    expect(sameSheetNames(names)).toEqual([]);
    expect(names[0]).toBe('M365 231211 13.1>14.1 ent');
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(31);
  });
});
