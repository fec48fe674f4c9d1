import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import { fromCsvCell } from '../../src/formats/csv-text.ts';
import type { Mapping, MappingSet } from '../../src/generated/mapping-set.ts';
import type { UnifiedMetadata } from '../../src/generated/unified-mappings.ts';
import { buildCorpus, type CorpusBuild, describeCorpus, unifiedFiles } from './corpus.ts';
import { capabilityIdentity, text } from './published.ts';

describeCorpus('the CSV of the corpus', () => {
  let build: CorpusBuild;
  beforeAll(async () => {
    build = await buildCorpus('json,csv');
  }, 120_000);

  it('parses back to the rows of the set, column for column', () => {
    const files = unifiedFiles();
    expect(build.files('mappings.csv')).toHaveLength(files.size);
    for (const [path, { metadata }] of files) {
      const { mappings } = build.json<MappingSet>(`${path}/mappings.json`);
      const cells: string[][] = parse(build.text(`${path}/mappings.csv`));
      const [header = [], ...rows] = cells.map((row) => row.map(fromCsvCell));
      const named = rows.map((row) => Object.fromEntries(row.map((cell, i) => [header[i], cell])));
      expect(named.length, path).toBe(mappings.length);
      for (const [i, mapping] of mappings.entries())
        expect(named[i], `${path} row ${i}`).toEqual(columns(mapping, metadata));
    }
  }, 60_000);
});

/** Every column of a row; those of the set come from the published file. */
function columns(mapping: Mapping, metadata: UnifiedMetadata): Record<string, string> {
  const { technique, mapping_type, license_requirements = [] } = mapping.derived;
  const { successor } = technique ?? {};
  const published = [
    'mapping_framework',
    'mapping_framework_version',
    'attack_version',
    'technology_domain',
    'organization',
    'creation_date',
    'last_update',
  ] as const;
  const verbatim = [
    'capability_group',
    'capability_id',
    'capability_description',
    'mapping_type',
    'attack_object_id',
    'attack_object_name',
    'score_category',
    'score_value',
    'related_score',
    'comments',
    'status',
  ] as const;
  const { mapping_framework_version, attack_version, additional } = mapping;
  return {
    ...Object.fromEntries(published.map((name) => [name, text(metadata[name])])),
    ...Object.fromEntries(verbatim.map((name) => [name, mapping[name] ?? ''])),
    ...(mapping_framework_version && { mapping_framework_version }),
    ...(attack_version && { attack_version }),
    references: (mapping.references ?? []).join(' | '),
    capability_identity: capabilityIdentity(
      metadata.mapping_framework,
      mapping.capability_id ?? '',
    ),
    mapping_type_id: mapping_type ?? '',
    technique_status: technique?.status ?? '',
    technique_stix_id: technique?.stix_id ?? '',
    technique_name: technique?.name ?? '',
    technique_domain: technique?.domain ?? '',
    successor_id: successor?.id ?? '',
    successor_stix_id: successor?.stix_id ?? '',
    successor_name: successor?.name ?? '',
    license_requirements: license_requirements.flatMap(({ licenses }) => licenses).join(' | '),
    row_framework_version: mapping_framework_version ?? '',
    row_attack_version: attack_version ?? '',
    additional: additional === undefined ? '' : JSON.stringify(additional),
    filter: '',
    migrated_from_id: '',
    migrated_from_version: '',
    migration_reason: '',
    collides_with: '',
  };
}
