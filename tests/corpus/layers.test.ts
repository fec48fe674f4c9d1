import { beforeAll, expect, it } from 'vitest';
import type { NavigatorLayer } from '../../src/generated/navigator-layer.ts';
import type { UnifiedMappings } from '../../src/generated/unified-mappings.ts';
import {
  attackIndex,
  buildCorpus,
  type CorpusBuild,
  describeCorpus,
  unifiedFiles,
} from './corpus.ts';
import { endOfChain, mappedRows, text } from './published.ts';

/** Scores by technique, by file name of the layer. */
type Layers = Record<string, Record<string, number>>;

const VALUES = ['minimal', 'partial', 'significant'];

describeCorpus('the scores of all layers, counted again from the published rows', () => {
  const files = new Map<string, UnifiedMappings>();
  let build: CorpusBuild;

  beforeAll(async () => {
    for (const [path, file] of unifiedFiles()) files.set(path, file);
    build = await buildCorpus('navigator');
  }, 120_000);

  it('are the same, in as many layers', () => {
    expect(files.size).toBe(22);
    for (const [path, file] of files) expect(layersOf(build, path), path).toEqual(recount(file));
    expect(build.files('.json').filter((path) => path.includes('navigator-layer'))).toHaveLength(
      2 * 22 + 3 * 6,
    );
  });

  it('would differ by one score, one technique or one layer', () => {
    for (const [path, file] of files) {
      const counted = recount(file);
      for (const [name, scores] of Object.entries(layersOf(build, path))) {
        const [[id, score] = ['', 0], ...others] = Object.entries(scores);
        for (const changed of [{ ...scores, [id]: score + 1 }, Object.fromEntries(others)])
          expect({ ...counted, [name]: changed }, `${path}/${name}`).not.toEqual(counted);
      }
    }
  });
});

/** The layers of a set that have scores: all but the coverage. */
function layersOf(build: CorpusBuild, path: string): Layers {
  const layers = build
    .files('.json')
    .filter((file) => file.startsWith(`${path}/navigator-layer`) && !file.includes('-coverage'));
  return Object.fromEntries(
    layers.map((file) => [file.slice(path.length + 1), scoresOf(build.json(file))]),
  );
}

function scoresOf({ techniques = [] }: NavigatorLayer): Record<string, number> {
  return Object.fromEntries(
    techniques.flatMap(({ techniqueID, score }) =>
      score === undefined ? [] : [[techniqueID, score]],
    ),
  );
}

/** Overview: distinct capabilities. Category: the best value. Both under living techniques only. */
function recount(file: UnifiedMappings): Layers {
  const { technology_domain, attack_version } = file.metadata;
  const index = attackIndex(technology_domain, attack_version);
  if (index === undefined) throw new Error(`no ATT&CK ${technology_domain} ${attack_version}`);
  const capabilities = new Map<string, Set<string>>();
  const layers: Layers = {};
  for (const { row, capability, technique } of mappedRows(file)) {
    const end = endOfChain(index, technique);
    if (end === undefined || end.revoked || end.deprecated) continue;
    capabilities.set(end.id, (capabilities.get(end.id) ?? new Set()).add(capability));
    const category = text(row.score_category);
    if (category === '') continue;
    const name = `navigator-layer-${category}.json`;
    const scores = layers[name] ?? {};
    layers[name] = scores;
    const score = VALUES.indexOf(text(row.score_value)) + 1;
    if (score > 0) scores[end.id] = Math.max(scores[end.id] ?? 0, score);
  }
  const counts = [...capabilities].map(([id, { size }]) => [id, size]);
  return { ...layers, 'navigator-layer.json': Object.fromEntries(counts) };
}
