import type { MappingSet, Migration } from '../../src/generated/mapping-set.ts';

const release = (version: string) => ({
  version,
  url: `https://example.org/${version}.json`,
  sha256: '0'.repeat(64),
});

/** The set as a migration leaves it, its rows as they are: from 13.1 to the set's own version. */
export function migratedSet(
  set: MappingSet,
  notAssessed: readonly string[] = [],
  counts: Partial<Migration['counts']> = {},
  from = '13.1',
): MappingSet {
  const rows = set.mappings.length;
  const migration: Migration = {
    from: release(from),
    to: release(set.key.attack_version),
    counts: {
      rows,
      out: rows,
      aside: 0,
      copied: 0,
      unchanged: rows,
      renamed: 0,
      renumbered: 0,
      revoked: 0,
      decided: 0,
      without_technique: 0,
      collisions: 0,
      ...counts,
    },
    not_assessed: [...notAssessed],
  };
  return { ...set, migrations: [...(set.migrations ?? []), migration] };
}
