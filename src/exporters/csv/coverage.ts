import type { CsvCell } from '../../formats/csv-text.ts';
import type { MappingSet } from '../../generated/mapping-set.ts';
import type { CoveredTechnique, SetCoverage } from '../../model/coverage.ts';
import { LIST } from './list.ts';

type Column = (covered: CoveredTechnique) => CsvCell;

/** The key of the set, the technique, its state and what the state is from. An empty cell is an absent value. */
function columnsOf(
  { key, capabilities, filter }: MappingSet,
  attackRelease: string,
): Readonly<Record<string, CsvCell | Column>> {
  const ids = new Map(capabilities.map(({ identity, id }) => [identity, id]));
  return {
    mapping_framework: key.framework,
    mapping_framework_version: key.framework_version,
    attack_version: key.attack_version,
    technology_domain: key.domain,
    attack_release: attackRelease,
    technique_id: ({ technique }) => technique.id,
    technique_name: ({ technique }) => technique.name,
    kind: ({ technique }) => (technique.parent === undefined ? 'technique' : 'sub-technique'),
    parent_id: ({ technique }) => technique.parent,
    tactics: ({ technique }) => technique.tactics.join(LIST),
    state: ({ state }) => state,
    capability_count: ({ mapped }) => String(mapped?.capabilities.length ?? 0),
    capability_ids: ({ mapped }) =>
      mapped?.capabilities.map((identity) => ids.get(identity) ?? identity).join(LIST),
    non_mappable_rows: ({ nonMappable }) => String(nonMappable.length),
    non_mappable_comments: ({ nonMappable }) =>
      [...new Set(nonMappable.flatMap(({ comments = [] }) => comments))].join(LIST),
    filter,
  };
}

/** One row a living technique of the release; the first row names the columns. */
export function* coverageRows(set: MappingSet, coverage: SetCoverage): Generator<CsvCell[]> {
  const columns = columnsOf(set, coverage.summary.attack_version);
  yield Object.keys(columns);
  const cells = Object.values(columns);
  for (const covered of coverage.techniques) {
    yield cells.map((cell) => (typeof cell === 'function' ? cell(covered) : cell));
  }
}
