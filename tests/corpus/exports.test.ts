import { beforeAll, expect, it } from 'vitest';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import { checkLayer, sameSheetNames } from '../support/layer-rules.ts';
import { validateOasis } from '../support/oasis.ts';
import { type Bundle, checkBuild, checkRules } from '../support/stix-rules.ts';
import { attackIndex, buildCorpus, type CorpusBuild, describeCorpus } from './corpus.ts';

describeCorpus('the exports of the corpus', () => {
  let build: CorpusBuild;
  beforeAll(async () => {
    build = await buildCorpus('json,navigator,stix');
  }, 120_000);

  it('STIX: every object is valid by the OASIS schemas, every bundle keeps every rule', () => {
    const bundles: Bundle[] = [];
    for (const path of build.files('stix-bundle.json')) {
      const bundle = build.json<Bundle>(path);
      bundles.push(bundle);
      expect(bundle.objects.flatMap(validateOasis), path).toEqual([]);
      const { attack_version } = setOf(build, path).key;
      expect(checkRules(bundle, techniqueIds(attack_version)), path).toEqual([]);
    }
    expect(bundles).toHaveLength(12);
    expect(checkBuild(bundles)).toEqual([]);
  }, 120_000);

  it('layers: every one keeps every rule, and their names are told apart by Excel', () => {
    const names: string[] = [];
    for (const path of build.files('.json').filter((file) => file.includes('navigator-layer'))) {
      const layer = build.json<{ name: string }>(path);
      names.push(layer.name);
      const { key, attack } = setOf(build, path);
      const index = attackIndex(key.domain, attack?.version ?? '');
      expect(index && checkLayer(layer, index), path).toEqual([]);
    }
    expect(names.length).toBeGreaterThanOrEqual(22);
    expect(sameSheetNames(names)).toEqual([]);
  });
});

function setOf(build: CorpusBuild, path: string): MappingSet {
  return build.json(`${path.slice(0, path.lastIndexOf('/'))}/mappings.json`);
}

/** STIX ids of all techniques of a version, in every domain that the corpus has. */
function techniqueIds(version: string): Set<string> {
  const indexes = ['enterprise', 'mobile', 'ics'].flatMap(
    (domain) => attackIndex(domain, version) ?? [],
  );
  return new Set(
    indexes.flatMap((index) => [...index.techniques.values()].map(({ stix_id }) => stix_id)),
  );
}
