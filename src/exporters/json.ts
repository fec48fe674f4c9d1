import type { Exporter } from '../contracts.ts';
import { lineJson } from '../formats/json-text.ts';
import type { MappingSet } from '../generated/mapping-set.ts';
import { artifactName } from '../model/artifact-name.ts';
import { coverageOf } from '../model/coverage.ts';

/** Members in the order of the schema. */
const MEMBERS: Readonly<Record<keyof MappingSet, true>> = {
  schema_version: true,
  key: true,
  inferred: true,
  lineage: true,
  label: true,
  filter: true,
  metadata: true,
  dates: true,
  attack: true,
  migrations: true,
  coverage: true,
  mapping_types: true,
  capability_groups: true,
  capabilities: true,
  techniques: true,
  mappings: true,
  sources: true,
  attribution: true,
};
const NAMES = Object.keys(MEMBERS) as (keyof MappingSet)[];

/** A canonical set as text, its members in the order of the schema. */
export function canonicalText(set: MappingSet): Iterable<string> {
  return lineJson(Object.fromEntries(NAMES.map((name) => [name, set[name]])));
}

/** The canonical set with its coverage as `mappings.json`: the same bytes however the set was put together. */
export const jsonExporter: Exporter = {
  name: 'json',
  scope: 'set',
  *artifacts({ sets }) {
    for (const { set, attack, path } of sets) {
      const coverage = coverageOf(set, attack.index).summary;
      yield {
        path: `${path}/${artifactName(set, 'mappings', 'json')}`,
        chunks: canonicalText({ ...set, coverage }),
      };
    }
  },
};
