import type { Exporter, ExportSet } from '../contracts.ts';
import { type CsvCell, csvText } from '../formats/csv-text.ts';
import type { Mapping, MappingSet } from '../generated/mapping-set.ts';
import { artifactName } from '../model/artifact-name.ts';
import { capabilityIdentity } from '../model/capability-identity.ts';

/** Between the values of a list in one cell. */
const LIST = ' | ';

type Column = (row: Mapping, set: MappingSet) => CsvCell;

/** The publisher's columns first, ours after them. An empty cell is an absent value. */
const COLUMNS: Readonly<Record<string, Column>> = {
  mapping_framework: (_, set) => set.metadata.mapping_framework ?? set.key.framework,
  mapping_framework_version: (row, { metadata, key }) =>
    row.mapping_framework_version ?? metadata.mapping_framework_version ?? key.framework_version,
  capability_group: (row) => row.capability_group,
  capability_id: (row) => row.capability_id,
  capability_description: (row) => row.capability_description,
  mapping_type: (row) => row.mapping_type,
  attack_object_id: (row) => row.attack_object_id,
  attack_object_name: (row) => row.attack_object_name,
  attack_version: (row, { metadata, key }) =>
    row.attack_version ?? metadata.attack_version ?? key.attack_version,
  technology_domain: (_, set) => set.metadata.technology_domain ?? set.key.domain,
  score_category: (row) => row.score_category,
  score_value: (row) => row.score_value,
  related_score: (row) => row.related_score,
  references: (row) => row.references?.join(LIST),
  comments: (row) => row.comments,
  organization: (_, set) => set.metadata.organization,
  creation_date: (_, set) => set.metadata.creation_date,
  last_update: (_, set) => set.metadata.last_update,

  status: (row) => row.status,
  capability_identity: (row, set) =>
    row.capability_id === undefined
      ? undefined
      : capabilityIdentity(set.key.framework, row.capability_id),
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
  filter: (_, set) => set.filter,
};
const HEADER = Object.keys(COLUMNS);
const CELLS = Object.values(COLUMNS);

/** One row a mapping as `mappings.csv`, non-mappable ones included. */
export const csvExporter: Exporter = {
  name: 'csv',
  scope: 'set',
  *artifacts({ sets }) {
    for (const entry of sets) {
      yield {
        path: `${entry.path}/${artifactName(entry.set, 'mappings', 'csv')}`,
        chunks: csvText(rowsOf(entry)),
      };
    }
  },
};

function* rowsOf({ set }: ExportSet): Generator<CsvCell[]> {
  yield HEADER;
  for (const row of set.mappings) yield CELLS.map((cell) => cell(row, set));
}
