import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import { checkLayer, sameSheetNames } from '../support/layer-rules.ts';
import { validateOasis } from '../support/oasis.ts';
import { type Bundle, checkBuild, checkRules } from '../support/stix-rules.ts';
import { attackIndex, buildCorpus, type CorpusBuild, corpus, describeCorpus } from './corpus.ts';

describeCorpus('the exports of the corpus', () => {
  let build: CorpusBuild;
  beforeAll(async () => {
    build = await buildCorpus('json,csv,navigator,stix');
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

  it('STIX: every mapped row is one assessment of one relationship', () => {
    for (const path of build.files('stix-bundle.json')) {
      const bundle = build.json<Bundle>(path);
      const { mappings } = setOf(build, path);
      const comments = new Set<string>();
      for (const object of bundle.objects.filter(({ type }) => type === 'relationship')) {
        for (const extension of Object.values(
          object.extensions as Record<string, { assessments: { comment?: string }[] }>,
        )) {
          for (const { comment } of extension.assessments) comments.add(comment ?? '');
        }
      }
      const mapped = mappings.filter(
        (row) => row.attack_object_id && row.capability_id && row.status !== 'non_mappable',
      );
      for (const { comments: comment = '' } of mapped)
        expect(comments.has(comment), `${path}: ${comment}`).toBe(true);
    }
  });

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

  it('layers: the overview counts distinct capabilities, as counted here from the published rows', () => {
    const path = 'm365/attack-14.1/m365-12.11.2023/enterprise';
    const published = JSON.parse(
      readFileSync(
        join(
          corpus,
          'raw.githubusercontent.com/center-for-threat-informed-defense/mappings-explorer/main/mappings',
          path,
          'm365-12.11.2023_attack-14.1-enterprise.json',
        ),
        'utf8',
      ),
    );
    const counts = new Map<string, Set<string>>();
    for (const { attack_object_id, capability_id } of published.mapping_objects) {
      counts.set(attack_object_id, (counts.get(attack_object_id) ?? new Set()).add(capability_id));
    }
    const layer = build.json<{ techniques: { techniqueID: string; score?: number }[] }>(
      `${path}/navigator-layer.json`,
    );
    const scores = layer.techniques.flatMap(({ techniqueID, score }) =>
      score === undefined ? [] : [[techniqueID, score]],
    );
    expect(Object.fromEntries(scores)).toEqual(
      Object.fromEntries([...counts].map(([id, ids]) => [id, ids.size])),
    );
  });

  it('CSV: parses back to the same rows', () => {
    for (const path of build.files('mappings.csv')) {
      const set = setOf(build, path);
      const rows: Record<string, string>[] = parse(build.text(path), { columns: true });
      expect(rows.length, path).toBe(set.mappings.length);
      for (const [i, mapping] of set.mappings.entries()) {
        const row = rows[i] ?? {};
        for (const name of [
          'capability_id',
          'capability_description',
          'capability_group',
          'mapping_type',
          'attack_object_id',
          'attack_object_name',
          'score_category',
          'score_value',
          'related_score',
          'comments',
          'status',
        ] as const) {
          expect(neutral(row[name]), `${path} row ${i} ${name}`).toBe(mapping[name] ?? '');
        }
        expect(row.references).toBe((mapping.references ?? []).join(' | '));
      }
    }
  }, 60_000);
});

/** The one character before a cell that a spreadsheet would run. */
function neutral(cell = ''): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}

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
