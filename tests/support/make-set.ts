import type { AttackIndex, AttackView, ExportSet, Technique } from '../../src/contracts.ts';
import type { Mapping, MappingSet } from '../../src/generated/mapping-set.ts';
import { framework as frameworkOf } from '../../src/model/frameworks.ts';
import { lineageOf, setPath } from '../../src/model/set-key.ts';

/** A small canonical set around the given rows, for tests of exporters. */
export function makeSet(
  mappings: Mapping[],
  overrides: Partial<
    Pick<MappingSet, 'key' | 'capabilities' | 'capability_groups' | 'filter'>
  > = {},
  techniques: readonly Technique[] = [],
): ExportSet {
  const key = overrides.key ?? {
    framework: 'm365',
    framework_version: '12.11.2023',
    attack_version: '14.1',
    domain: 'enterprise',
  };
  const framework = frameworkOf(key.framework, key.framework_version, undefined);
  const set: MappingSet = {
    schema_version: '1.2.0',
    key,
    lineage: lineageOf(key, framework),
    label: framework.label,
    metadata: { organization: 'Example Organisation' },
    dates: { created: '2023-12-11', modified: '2024-03-18' },
    attack: {
      version: key.attack_version,
      url: 'https://example.org/bundle.json',
      sha256: '0'.repeat(64),
    },
    mapping_types: [],
    capability_groups: [],
    capabilities: [],
    mappings,
    sources: [
      { url: 'https://example.org/set.json', sha256: '1'.repeat(64), parser: 'unified-json' },
    ],
    attribution: ['Mappings by Example, Apache-2.0'],
    ...overrides,
  };
  return { set, framework, attack: attackView(techniques, key.domain), path: setPath(key) };
}

function attackView(techniques: readonly Technique[], domain: string): AttackView {
  const index: AttackIndex = {
    domain,
    release: { version: '14.1', url: 'https://example.org/bundle.json', sha256: '0'.repeat(64) },
    tactics: [],
    techniques: new Map(techniques.map((technique) => [technique.id, technique])),
  };
  return {
    index,
    domains: [index],
    resolve: (id) => {
      const technique = index.techniques.get(id);
      return technique && { own: technique, technique, domain };
    },
    objects: async () => [],
  };
}
