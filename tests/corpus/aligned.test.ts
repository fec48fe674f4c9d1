import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import type { NavigatorLayer } from '../../src/generated/navigator-layer.ts';
import { checkLayer, sameSheetNames } from '../support/layer-rules.ts';
import { validateOasis } from '../support/oasis.ts';
import { type Bundle, checkBuild, checkRules } from '../support/stix-rules.ts';
import { attackIndex, buildCorpus, type CorpusBuild, corpus, describeCorpus } from './corpus.ts';

const VERSION = '18.1';
/** Rules of a bundle with one report. */
const OF_ONE_SET = ['one-report-of-everything', 'report-key', 'note-keys'];
const DOMAINS = ['enterprise', 'mobile', 'ics'] as const;

describeCorpus('the corpus aligned to the latest ATT&CK', () => {
  let build: CorpusBuild;
  let aligned: readonly string[];
  beforeAll(async () => {
    build = await buildCorpus('json,csv,navigator,stix', 'latest');
    aligned = build.sets.flatMap((set) => (set.aligned_from === undefined ? [] : set.path));
  }, 120_000);

  it('has the newest set of every lineage, every row of it or the reason why not', () => {
    expect(build.exitCode).toBe(0);
    expect(aligned).toHaveLength(12);
    const bundles = new Map(build.files('stix-bundle.json').map((path) => [dirOf(path), true]));
    for (const path of aligned) {
      const entry = build.sets.find((set) => set.path === path);
      const own = entry?.aligned_from ?? '';
      expect(path).toBe(`aligned-${VERSION}/${own}`);
      // Bundles are made for the newest sets alone.
      expect(bundles.has(own), own).toBe(true);
      const before = build.json<MappingSet>(`${own}/mappings.json`);
      const after = build.json<MappingSet>(`${path}/mappings.json`);
      const [migration, ...others] = after.migrations ?? [];
      expect(others).toEqual([]);
      expect(after.mappings.length + (migration?.aside?.length ?? 0)).toBe(before.mappings.length);
      expect(after.key).toEqual({ ...before.key, attack_version: VERSION });
    }
  });

  it('names living techniques of that version only', () => {
    const living = new Set(DOMAINS.flatMap((domain) => [...livingTechniques(domain)]));
    for (const path of aligned) {
      const rows = csvRows(build.text(`${path}/mappings.csv`));
      const ids = rows.map((row) => row.attack_object_id).filter((id) => id !== '');
      expect(new Set(ids.filter((id) => !living.has(id ?? ''))), path).toEqual(new Set());
    }
  });

  it('layers: every one keeps every rule, and their names are told apart by Excel', () => {
    const names: string[] = [];
    const layers = build
      .files('.json')
      .filter((path) => path.includes('navigator-layer') && !isOwn(path));
    for (const path of layers) {
      const layer = build.json<NavigatorLayer>(path);
      names.push(layer.name);
      const index = attackIndex(layer.domain.replace('-attack', ''), VERSION);
      expect(index && checkLayer(layer, index), path).toEqual([]);
    }
    expect(layers.length).toBeGreaterThan(2 * 12);
    expect(sameSheetNames(names)).toEqual([]);
  });

  it('STIX: valid, every rule kept, and no id with two contents in the whole build', () => {
    const techniques = techniqueStixIds();
    const bundles = build.files('stix-bundle.json').map((path) => {
      const bundle = build.json<Bundle>(path);
      if (!isOwn(path)) {
        expect(bundle.objects.flatMap(validateOasis), path).toEqual([]);
        const skip = path.startsWith('combined/') ? OF_ONE_SET : [];
        expect(checkRules(bundle, techniques, skip, undefined, { aligned: 'true' }), path).toEqual(
          [],
        );
      }
      return bundle;
    });
    expect(bundles).toHaveLength(12 + 12 + 3);
    expect(checkBuild(bundles)).toEqual([]);
  }, 120_000);

  for (const domain of DOMAINS) {
    it(`the combined layers of ${domain} count the rows of the CSVs`, () => {
      const living = livingTechniques(domain);
      const frameworks = new Map<string, Set<string>>();
      const capabilities = new Map<string, Set<string>>();
      const texts = aligned
        .filter((path) => path.endsWith(`/${domain}`))
        .map((path) => build.text(`${path}/mappings.csv`));
      for (const row of texts.flatMap(csvRows)) {
        const { mapping_framework = '', capability_identity = '', attack_object_id = '' } = row;
        const isMapped = row.status !== 'non_mappable' && row.mapping_type !== 'non_mappable';
        if (capability_identity === '' || !isMapped || !living.has(attack_object_id)) continue;
        add(frameworks, attack_object_id, mapping_framework);
        add(capabilities, attack_object_id, `${mapping_framework} ${capability_identity}`);
      }
      const path = `combined/${VERSION}/${domain}`;
      expect(scoresOf(build.json(`${path}/navigator-layer.json`))).toEqual(sizes(frameworks));
      const variant = build.json<NavigatorLayer>(`${path}/navigator-layer-capabilities.json`);
      expect(scoresOf(variant)).toEqual(sizes(capabilities));
      expect(frameworks.size).toBeGreaterThan(0);
    });

    it(`the combined CSV of ${domain} has the rows of its sets, the bundle their objects and reports`, () => {
      const paths = aligned.filter((path) => path.endsWith(`/${domain}`));
      const own = paths.flatMap((path) => csvRows(build.text(`${path}/mappings.csv`)));
      const path = `combined/${VERSION}/${domain}`;
      expect(csvRows(build.text(`${path}/mappings.csv`))).toEqual(own);
      const bundle = build.json<Bundle>(`${path}/stix-bundle.json`);
      const reports = bundle.objects.filter(({ type }) => type === 'report');
      expect(reports).toHaveLength(paths.length);
      const objects = new Set(
        paths.flatMap((each) =>
          build.json<Bundle>(`${each}/stix-bundle.json`).objects.map((object) => object.id),
        ),
      );
      expect(new Set(bundle.objects.map(({ id }) => id))).toEqual(objects);
    });
  }
});

function dirOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function isOwn(path: string): boolean {
  return !path.startsWith('aligned-') && !path.startsWith('combined/');
}

function csvRows(text: string): Record<string, string>[] {
  return parse(text, { columns: true });
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key) ?? new Set();
  sets.set(key, known.add(value));
}

function sizes(sets: ReadonlyMap<string, ReadonlySet<string>>): Record<string, number> {
  return Object.fromEntries([...sets].map(([id, values]) => [id, values.size]));
}

function scoresOf({ techniques }: NavigatorLayer): Record<string, number> {
  return Object.fromEntries(
    techniques.flatMap(({ techniqueID, score }) =>
      score === undefined ? [] : [[techniqueID, score]],
    ),
  );
}

/** Read from the bundle itself, not through our index. */
function livingTechniques(domain: string): Set<string> {
  const folder = 'raw.githubusercontent.com/mitre-attack/attack-stix-data/master';
  const file = `${domain}-attack/${domain}-attack-${VERSION}.json`;
  const { objects } = JSON.parse(readFileSync(join(corpus, folder, file), 'utf8'));
  const ids = new Set<string>();
  for (const object of objects) {
    if (object.type !== 'attack-pattern' || object.revoked || object.x_mitre_deprecated) continue;
    for (const { source_name, external_id } of object.external_references)
      if (/^mitre-(?:mobile-|ics-)?attack$/.test(source_name)) ids.add(external_id);
  }
  return ids;
}

function techniqueStixIds(): Set<string> {
  const indexes = DOMAINS.flatMap((domain) => attackIndex(domain, VERSION) ?? []);
  return new Set(
    indexes.flatMap((index) => [...index.techniques.values()].map(({ stix_id }) => stix_id)),
  );
}
