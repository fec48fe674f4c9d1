import type { ManifestFacts } from '../generated/manifest.ts';
import type { MappingSet } from '../generated/mapping-set.ts';
import { compareText } from '../model/compare.ts';
import type { ParsedRecord } from '../records.ts';

/** What the gates of the next build compare with. `records`: those of the documents that the rows are from. */
export function factsOf(set: MappingSet, records: Iterable<ParsedRecord>): ManifestFacts {
  const { mappings, capabilities } = set;
  return {
    capabilities: ordered(capabilities.map(({ identity }) => identity)),
    values: {
      mapping_type: ordered(mappings.map(({ derived }) => derived.mapping_type)),
      score_category: ordered(mappings.map((row) => row.score_category)),
      score_value: ordered(mappings.map((row) => row.score_value)),
      status: ordered(mappings.map((row) => row.status)),
    },
    fields: fieldsOf(records),
  };
}

/** A field counts also where no row has something to say in it: it is the shape that is meant. */
function fieldsOf(records: Iterable<ParsedRecord>): string[] {
  const names = new Set<string>();
  for (const record of records) {
    if (record.kind === 'row') for (const name of Object.keys(record.fields)) names.add(name);
    else if (record.kind === 'extent') for (const name of record.fields) names.add(name);
  }
  return ordered(names);
}

function ordered(names: Iterable<string | undefined>): string[] {
  const distinct = new Set(names);
  distinct.delete(undefined);
  return ([...distinct] as string[]).sort(compareText);
}
