import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import type { NavigatorLayer } from '../../src/generated/navigator-layer.ts';
import type { UnifiedMappings } from '../../src/generated/unified-mappings.ts';
import { checkLayer } from '../support/layer-rules.ts';
import {
  attackIndex,
  buildCorpus,
  type CorpusBuild,
  corpus,
  describeCorpus,
  unifiedFiles,
} from './corpus.ts';
import { mappedRows, text } from './published.ts';

/** A bundle and a mapping file as they are, counted without the code under test. */
interface RawRelease {
  /** Ids of living techniques, with the id of the parent. */
  readonly living: ReadonlyMap<string, string | undefined>;
  /** The living end of a revoked id. */
  endOf(id: string): string;
}

interface RawObject {
  readonly type: string;
  readonly id: string;
  readonly revoked?: boolean;
  readonly x_mitre_deprecated?: boolean;
  readonly x_mitre_is_subtechnique?: boolean;
  readonly external_references?: readonly { source_name: string; external_id?: string }[];
  readonly relationship_type?: string;
  readonly source_ref?: string;
  readonly target_ref?: string;
}

type States = Record<string, string>;

describeCorpus('the coverage of every set, counted again from its file and its bundle', () => {
  let files: Map<string, UnifiedMappings>;
  let build: CorpusBuild;
  const expected = new Map<string, States>();
  const both = new Map<string, string[]>();

  beforeAll(async () => {
    files = unifiedFiles();
    build = await buildCorpus('json,csv,navigator');
    for (const [path, file] of files) {
      const { mapped, nonMappable, living } = recount(file);
      expected.set(
        path,
        Object.fromEntries(
          [...living.keys()]
            .sort()
            .map((id) => [
              id,
              mapped.has(id) ? 'mapped' : nonMappable.has(id) ? 'non_mappable' : 'not_mapped',
            ]),
        ),
      );
      both.set(path, [...mapped].filter((id) => nonMappable.has(id)).sort());
    }
  }, 240_000);

  it('parts the living techniques of the release in four states', () => {
    expect(expected.size).toBe(22);
    for (const [path, states] of expected) {
      const { coverage, key, attack } = build.json<MappingSet>(`${path}/mappings.json`);
      expect(coverage?.attack_version, path).toBe(attack?.version);
      expect(coverage?.techniques, path).toEqual(counted(Object.values(states)));
      const { living } = rawRelease(key.domain, attack?.version ?? '');
      expect(coverage?.rolled_up, path).toEqual(counted(rolledUp(states, living)));
      expect(coverage?.mapped_and_non_mappable ?? [], path).toEqual(both.get(path));
      const entry = build.sets.find((set) => set.path === path);
      expect(entry?.counts.coverage, path).toEqual(coverage?.techniques);
      expect(entry?.counts.aside, path).toBeUndefined();
    }
  });

  it('is in coverage.csv, a row a technique', () => {
    for (const [path, states] of expected) {
      const rows: Record<string, string>[] = parse(build.text(`${path}/coverage.csv`), {
        columns: true,
      });
      const pairs = rows.map(({ technique_id = '', state = '' }) => [technique_id, state]);
      expect(Object.fromEntries(pairs), path).toEqual(states);
      expect(rows, path).toHaveLength(Object.keys(states).length);
      for (const { state, capability_count, capability_ids = '', kind, parent_id } of rows) {
        expect(Number(capability_count) > 0).toBe(state === 'mapped');
        const ids = capability_ids === '' ? [] : capability_ids.split(' | ');
        expect(ids).toHaveLength(Number(capability_count));
        expect(kind).toBe(parent_id === '' ? 'technique' : 'sub-technique');
      }
    }
  });

  it('is in a layer that keeps every rule, in the colours of its legend', () => {
    for (const [path, states] of expected) {
      const layer = build.json<NavigatorLayer>(`${path}/navigator-layer-coverage.json`);
      const { domain, version } = releaseOf(files.get(path));
      const index = attackIndex(domain, version);
      expect(index && checkLayer(layer, index), path).toEqual([]);
      const labels = new Map(layer.legendItems?.map(({ color, label }) => [color, label]));
      const shown = layer.techniques.map(({ techniqueID, color = '' }) => [
        techniqueID,
        labels.get(color)?.replace(/[- ]/g, '_'),
      ]);
      expect(Object.fromEntries(shown), path).toEqual(states);
      const { mapped, total } = counted(Object.values(states));
      const told = JSON.stringify(layer.metadata);
      const share = ((mapped / total) * 100).toFixed(1);
      expect(told, path).toContain(
        `${mapped} of ${total} techniques and sub-techniques (${share} %)`,
      );
    }
  });

  it('reports what is both mapped and non-mappable', () => {
    const nist = [...both].filter(([, ids]) => ids.length > 0);
    const five = ['T1583.007', 'T1584.004', 'T1585.003', 'T1586.003', 'T1595.003'];
    expect(nist).toEqual([
      ['nist_800_53/attack-14.1/nist_800_53-rev4/enterprise', five],
      ['nist_800_53/attack-14.1/nist_800_53-rev5/enterprise', five],
    ]);
    const found = build.report.pipelines
      .flatMap(({ diagnostics }) => diagnostics)
      .filter(({ rule }) => rule === 'coverage-mapped-and-non-mappable');
    expect(found.map(({ source }) => source).sort()).toEqual(
      nist.map(([path]) => `${path}/mappings.json`).sort(),
    );
    for (const { message } of found) for (const id of five) expect(message).toContain(id);
  });
});

function releaseOf(file: UnifiedMappings | undefined) {
  return {
    domain: file?.metadata.technology_domain ?? '',
    version: file?.metadata.attack_version ?? '',
  };
}

function recount(file: UnifiedMappings) {
  const { domain, version } = releaseOf(file);
  const { living, endOf } = rawRelease(domain, version);
  const known = (ids: string[]) => new Set(ids.map(endOf).filter((id) => living.has(id)));
  const nonMappable = file.mapping_objects.filter(
    ({ status, capability_id }) => status === 'non_mappable' && text(capability_id) === '',
  );
  return {
    living,
    mapped: known(mappedRows(file).map(({ technique }) => technique)),
    nonMappable: known(nonMappable.map(({ attack_object_id }) => text(attack_object_id))),
  };
}

function counted(states: readonly string[]) {
  const count = (state: string) => states.filter((one) => one === state).length;
  return {
    mapped: count('mapped'),
    non_mappable: count('non_mappable'),
    not_assessed: count('not_assessed'),
    not_mapped: count('not_mapped'),
    total: states.length,
  };
}

function rolledUp(states: States, living: RawRelease['living']): string[] {
  const parents = [...living].filter(([, parent]) => parent === undefined).map(([id]) => id);
  return parents.map((id) => {
    const family = Object.entries(states).filter(([one]) => one === id || living.get(one) === id);
    const all = family.map(([, state]) => state);
    return ['mapped', 'non_mappable', 'not_mapped'].find((state) => all.includes(state)) ?? '';
  });
}

const releases = new Map<string, RawRelease>();

function rawRelease(domain: string, version: string): RawRelease {
  const name = `${domain}-attack/${domain}-attack-${version}.json`;
  const known = releases.get(name);
  if (known) return known;
  const folder = 'raw.githubusercontent.com/mitre-attack/attack-stix-data/master';
  const { objects } = JSON.parse(readFileSync(join(corpus, folder, name), 'utf8')) as {
    objects: RawObject[];
  };
  const attackIds = new Map<string, string>();
  const living = new Map<string, string | undefined>();
  const revokedBy = new Map<string, string>();
  for (const object of objects.filter(({ type }) => type === 'attack-pattern')) {
    const id = object.external_references?.find(({ source_name }) =>
      /^mitre-(ics-|mobile-)?attack$/.test(source_name),
    )?.external_id;
    if (id === undefined) throw new Error(`${object.id} has no ATT&CK id`);
    attackIds.set(object.id, id);
    if (object.revoked || object.x_mitre_deprecated) continue;
    living.set(id, object.x_mitre_is_subtechnique ? id.slice(0, id.indexOf('.')) : undefined);
  }
  for (const { relationship_type, source_ref = '', target_ref = '' } of objects) {
    const source = attackIds.get(source_ref);
    const target = attackIds.get(target_ref);
    if (relationship_type === 'revoked-by' && source && target) revokedBy.set(source, target);
  }
  const release: RawRelease = {
    living,
    endOf(id) {
      let end = id;
      for (let step = 0; !living.has(end) && step < 10; step++) end = revokedBy.get(end) ?? end;
      return end;
    },
  };
  releases.set(name, release);
  return release;
}
