import type { Mapping, MappingSet, SetKey } from '../../src/generated/mapping-set.ts';
import { assemble } from '../../src/model/assemble.ts';
import { framework as frameworkOf } from '../../src/model/frameworks.ts';
import type { ParsedRecord } from '../../src/records.ts';

/** The key of sets that tests make up. */
export const M365: SetKey = {
  framework: 'm365',
  framework_version: '12.11.2023',
  attack_version: '14.1',
  domain: 'enterprise',
};

/** What a made-up publication states, all of it optional. */
export interface Publication {
  readonly key?: SetKey;
  readonly rows?: readonly Readonly<Record<string, unknown>>[];
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly types?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly groups?: Readonly<Record<string, string>>;
  readonly migrations?: NonNullable<MappingSet['migrations']>;
}

/** A canonical set made of a publication the way documents are made into one. */
export function publishedSet({
  key = M365,
  rows = [],
  metadata = {},
  types = {},
  groups = {},
  migrations,
}: Publication): MappingSet {
  const place = { pointer: '' };
  const records: ParsedRecord[] = [
    { kind: 'header', set: key, metadata, place },
    ...Object.entries(types).map(
      ([id, fields]): ParsedRecord => ({ kind: 'mapping-type', set: key, id, fields, place }),
    ),
    ...Object.entries(groups).map(
      ([id, name]): ParsedRecord => ({ kind: 'group', set: key, id, name, place }),
    ),
    ...rows.map((fields): ParsedRecord => ({ kind: 'row', set: key, fields, place })),
  ];
  const document = { url: 'set.json', sha256: '0'.repeat(64), parser: 'unified-json' };
  const set = assemble([{ document, records }], {
    key,
    framework: frameworkOf(key.framework, key.framework_version, undefined),
    attribution: ['Mappings by Example, Apache-2.0'],
    report: () => undefined,
  });
  return migrations ? { ...set, migrations } : set;
}

/** A scored row of a capability and a technique. */
export function scored(
  capability_id: string,
  attack_object_id: string,
  more: Partial<Omit<Mapping, 'derived'>> = {},
): Readonly<Record<string, unknown>> {
  return {
    capability_id,
    attack_object_id,
    ...{ mapping_type: 'technique_score', score_category: 'protect', score_value: 'partial' },
    ...more,
  };
}
