import type { Exporter } from '../contracts.ts';
import { lineJson } from '../formats/json-text.ts';
import type { Additional, Mapping, MappingSet } from '../generated/mapping-set.ts';
import { artifactName } from '../model/artifact-name.ts';

type Entries = [name: string, value: unknown][];

/** The publisher's unified format as `ctid.json`, written back from what the rows hold. */
export const ctidJsonExporter: Exporter = {
  name: 'ctid-json',
  scope: 'set',
  *artifacts({ sets }) {
    for (const { set, path } of sets) {
      yield {
        path: `${path}/${artifactName(set, 'ctid', 'json')}`,
        chunks: lineJson({
          metadata: unifiedMetadata(set),
          mapping_objects: set.mappings.map(unifiedRow),
        }),
      };
    }
  },
};

/**
 * What a source does not state: from the set's key where the publisher's schema requires it; else
 * empty or null, as that schema allows, and left out where it allows neither.
 */
function unifiedMetadata({ metadata, key, mapping_types, capability_groups }: MappingSet): object {
  const entries: Entries = [
    ['mapping_version', metadata.mapping_version ?? ''],
    ['technology_domain', metadata.technology_domain ?? key.domain],
    ['attack_version', metadata.attack_version ?? key.attack_version],
    ['mapping_framework', metadata.mapping_framework ?? key.framework],
    ['mapping_framework_version', metadata.mapping_framework_version ?? key.framework_version],
    ['author', metadata.author ?? null],
    ['contact', metadata.contact ?? null],
    ['organization', metadata.organization ?? null],
    ['creation_date', metadata.creation_date ?? null],
    ['last_update', metadata.last_update],
    [
      'mapping_types',
      Object.fromEntries(mapping_types.map((type) => [type.id, unifiedType(type)])),
    ],
    [
      'capability_groups',
      Object.fromEntries(capability_groups.map(({ id, name }) => [id, name ?? ''])),
    ],
  ];
  return withAdditional(entries, metadata.additional);
}

function unifiedType(type: MappingSet['mapping_types'][number]): object {
  const entries: Entries = [
    ['name', type.name ?? ''],
    ['description', type.description ?? ''],
  ];
  return withAdditional(entries, type.additional);
}

/** Fields that every published row has are always there; the others only when the row states them. */
function unifiedRow(row: Mapping): object {
  const unified: Record<string, unknown> = {
    attack_object_id: row.attack_object_id ?? null,
    attack_object_name: row.attack_object_name ?? null,
    capability_id: row.capability_id ?? null,
    capability_description: row.capability_description ?? null,
    capability_group: row.capability_group ?? null,
    mapping_type: row.mapping_type ?? null,
    references: row.references ?? [],
    status: row.status ?? null,
    comments: row.comments,
    score_category: row.score_category,
    score_value: row.score_value,
    related_score: row.related_score,
    mapping_framework_version: row.mapping_framework_version,
    attack_version: row.attack_version,
  };
  return row.additional ? withAdditional(Object.entries(unified), row.additional) : unified;
}

/** `fromEntries` defines members, so that one called `__proto__` stays data. */
function withAdditional(entries: Entries, additional: Additional | undefined): object {
  return Object.fromEntries([...entries, ...Object.entries(additional ?? {})]);
}
