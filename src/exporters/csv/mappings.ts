import type { CsvCell } from '../../formats/csv-text.ts';
import type { Mapping, MappingSet } from '../../generated/mapping-set.ts';
import { identityReader } from '../../model/capability-identity.ts';
import { LIST } from './list.ts';

type Column = (row: Mapping) => CsvCell;

/** The publisher's columns first, ours after them. An empty cell is an absent value. */
function columnsOf({
  key,
  metadata,
  filter,
}: MappingSet): Readonly<Record<string, CsvCell | Column>> {
  const identity = identityReader(key.framework);
  const frameworkVersion = metadata.mapping_framework_version ?? key.framework_version;
  const attackVersion = metadata.attack_version ?? key.attack_version;
  return {
    mapping_framework: metadata.mapping_framework ?? key.framework,
    mapping_framework_version: (row) => row.mapping_framework_version ?? frameworkVersion,
    capability_group: (row) => row.capability_group,
    capability_id: (row) => row.capability_id,
    capability_description: (row) => row.capability_description,
    mapping_type: (row) => row.mapping_type,
    attack_object_id: (row) => row.attack_object_id,
    attack_object_name: (row) => row.attack_object_name,
    attack_version: (row) => row.attack_version ?? attackVersion,
    technology_domain: metadata.technology_domain ?? key.domain,
    score_category: (row) => row.score_category,
    score_value: (row) => row.score_value,
    related_score: (row) => row.related_score,
    references: (row) => row.references?.join(LIST),
    comments: (row) => row.comments,
    organization: metadata.organization,
    creation_date: metadata.creation_date,
    last_update: metadata.last_update,

    status: (row) => row.status,
    capability_identity: (row) => row.capability_id && identity(row.capability_id),
    mapping_type_id: (row) => row.derived.mapping_type,
    technique_status: (row) => row.derived.technique?.status,
    technique_stix_id: (row) => row.derived.technique?.stix_id,
    technique_name: (row) => row.derived.technique?.name,
    technique_domain: (row) => row.derived.technique?.domain,
    successor_id: (row) => row.derived.technique?.successor?.id,
    successor_stix_id: (row) => row.derived.technique?.successor?.stix_id,
    successor_name: (row) => row.derived.technique?.successor?.name,
    license_requirements: (row) =>
      row.derived.license_requirements?.flatMap((need) => need.licenses).join(LIST),
    row_framework_version: (row) => row.mapping_framework_version,
    row_attack_version: (row) => row.attack_version,
    additional: (row) => row.additional && JSON.stringify(row.additional),
    filter,
    migrated_from_id: (row) => row.derived.migrated_from?.[0]?.id,
    migrated_from_version: (row) => row.derived.migrated_from?.[0]?.version,
    migration_reason: (row) => row.derived.migrated_from?.map(({ reason }) => reason).join(LIST),
    collides_with: (row) => row.derived.collides_with?.join(LIST),
  };
}

/** One row a mapping, non-mappable ones included; the first row names the columns. */
export function* mappingRows(set: MappingSet): Generator<CsvCell[]> {
  const columns = columnsOf(set);
  yield Object.keys(columns);
  const cells = Object.values(columns);
  for (const row of set.mappings) {
    yield cells.map((cell) => (typeof cell === 'function' ? cell(row) : cell));
  }
}
