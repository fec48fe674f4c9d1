import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SetKey } from '../../src/generated/mapping-set.ts';
import type { UnifiedMappings, UnifiedRow } from '../../src/generated/unified-mappings.ts';
import { sitePage } from '../../src/parsers/site/site-page.ts';
import type { ParsedRecord } from '../../src/records.ts';
import { corpus, describeCorpus, unifiedFiles } from './corpus.ts';
import { text } from './published.ts';

const SITE = 'https://center-for-threat-informed-defense.github.io/';
const CONVERT =
  'raw.githubusercontent.com/center-for-threat-informed-defense/mappings-explorer/main/src/mapex_convert';
const M365_14 = 'external/m365/attack-14.1/domain-enterprise/m365-12.11.2023/';
const M365_16 = 'external/m365/attack-16.1/domain-enterprise/m365-07.18.2025/';
const KEV = 'external/kev/attack-15.1/domain-enterprise/kev-02.13.2025/';
const KEV_MOBILE = 'external/kev/attack-15.1/domain-mobile/kev-02.13.2025/';
const AWS = 'external/aws/attack-9.0/domain-enterprise/aws-09.21.2021/';

type Row = Extract<ParsedRecord, { kind: 'row' }>;
/** Compared as they are: every field of a row, absent as empty. */
type Facts = Record<string, unknown>;

describeCorpus('a page says what the file says', () => {
  const files = unifiedFiles();

  it.each([
    [`${M365_14}index.html`, 'm365/attack-14.1/m365-12.11.2023/enterprise', 518, 0],
    [`${M365_16}all-data.html`, 'm365/attack-16.1/m365-07.18.2025/enterprise', 806, 0],
    [`${KEV}all-data.html`, 'kev/attack-15.1/kev-02.13.2025/enterprise', 806, 0],
    [`${KEV_MOBILE}index.html`, 'kev/attack-15.1/kev-02.13.2025/mobile', 8, 0],
    [`${AWS}index.html`, 'aws/attack-9.0/aws-09.21.2021/enterprise', 455, 8],
  ])('%s, all rows of %s', (path, set, mapped, nonMappable) => {
    const file = published(set);
    const records = read(path);
    const rows = rowsOf(records);
    const mappings = rows.filter(({ fields }) => fields.status === undefined);
    expect(mappings).toHaveLength(mapped);
    expect(multiset(mappings.map(scraped))).toEqual(
      multiset(mappable(file).map((row) => written(file, row, shown(records)))),
    );
    expect(multiset(rows.filter(isNonMappable).map(nameOfRow))).toEqual(
      multiset(file.mapping_objects.filter((row) => !isMappable(row)).map(nameOf)),
    );
    expect(rows.filter(isNonMappable)).toHaveLength(nonMappable);
    expect(setsOf(records)).toEqual([keyOf(set)]);
    expect(groupsOf(records)).toEqual(usedGroups(file));
    expect(records.filter(({ kind }) => kind === 'diagnostic')).toEqual([]);
    expect(extentsOf(records)).toMatchObject([{ complete: true, of: {} }]);
  });

  it.each([
    ['external/cri_profile/index.html', 'cri_profile/attack-16.1/cri_profile-v2.1/enterprise'],
    ['external/nist/index.html', 'nist_800_53/attack-16.1/nist_800_53-rev5/enterprise'],
    [`${KEV}index.html`, 'kev/attack-15.1/kev-02.13.2025/enterprise'],
    [`${M365_16}index.html`, 'm365/attack-16.1/m365-07.18.2025/enterprise'],
    ['external/m365/index.html', 'm365/attack-16.1/m365-07.18.2025/enterprise'],
  ])('%s, the first 550 rows of %s in their order, and says so', (path, set) => {
    const file = published(set);
    const records = read(path);
    expect(rowsOf(records).map(scraped)).toEqual(
      mappable(file)
        .slice(0, 550)
        .map((row) => written(file, row, shown(records))),
    );
    expect(rulesOf(records)).toEqual(['page-cut-short']);
    expect(extentsOf(records)).toMatchObject([{ complete: false, of: {} }]);
  });

  it.each([
    [`${M365_14}EID-IDPR-E5/`, 'm365/attack-14.1/m365-12.11.2023/enterprise', 'EID-IDPR-E5', 13],
    [`${M365_16}EID-MFA-E3/`, 'm365/attack-16.1/m365-07.18.2025/enterprise', 'EID-MFA-E3', 23],
    [`${KEV_MOBILE}CVE-2021-38000/`, 'kev/attack-15.1/kev-02.13.2025/mobile', 'CVE-2021-38000', 3],
    [
      'external/nist/attack-14.1/domain-enterprise/nist-rev4/AC-4_/',
      'nist_800_53/attack-14.1/nist_800_53-rev4/enterprise',
      'AC-4 ',
      1,
    ],
    [
      'external/nist/attack-16.1/domain-enterprise/nist-rev5/AC-02/',
      'nist_800_53/attack-16.1/nist_800_53-rev5/enterprise',
      'AC-02',
      220,
    ],
  ])('%s, the rows of its capability', (path, set, id, count) => {
    const file = published(set);
    const records = read(`${path}index.html`);
    const expected = mappable(file).filter((row) => row.capability_id === id);
    expect(expected).toHaveLength(count);
    expect(multiset(rowsOf(records).map(scraped))).toEqual(
      multiset(expected.map((row) => written(file, row, shown(records)))),
    );
    expect(setsOf(records)).toEqual([keyOf(set)]);
    expect(records.filter(({ kind }) => kind === 'capability')).toMatchObject([
      {
        id: id.trim(),
        name: expect.stringMatching(/\w/),
        description: { text: expect.stringMatching(/\w/) },
      },
    ]);
    expect(rulesOf(records)).toEqual(id === id.trim() ? [] : ['id-edge-space']);
  });

  it.each([
    ['rev4', 'attack-14.1/domain-enterprise/nist-rev4/AC-4_/', 'AC-4'],
    ['rev5', 'attack-16.1/domain-enterprise/nist-rev5/AC-02/', 'AC-2'],
  ])('a capability of NIST %s is described as in the description file', (release, path, id) => {
    const records = read(`external/nist/${path}index.html`);
    const name = `mappings/NIST_800-53/nist-${release}_descriptions.json`;
    const descriptions = JSON.parse(readFileSync(join(corpus, CONVERT, name), 'utf8'));
    const described = descriptions.find((entry: { id: string }) => entry.id.trim() === id);
    const [capability] = records.filter((record) => record.kind === 'capability');
    expect(words(capability?.description?.text)).toEqual(words(described?.description));
  });

  it('the group page, the rows of its group', () => {
    const set = 'm365/attack-16.1/m365-07.18.2025/enterprise';
    const file = published(set);
    const records = read(`${M365_16}capability-groups/entra-id/index.html`);
    const expected = mappable(file).filter((row) => row.capability_group === 'entra-id');
    expect(expected).toHaveLength(237);
    expect(multiset(rowsOf(records).map(scraped))).toEqual(
      multiset(expected.map((row) => written(file, row, shown(records)))),
    );
    expect(records.filter(({ kind }) => kind === 'group')).toMatchObject([
      { id: 'entra-id', name: file.metadata.capability_groups?.['entra-id'] },
    ]);
    expect(rulesOf(records)).toEqual([]);
  });

  it.each<[string, Record<string, number>]>([
    [
      'attack/attack-14.1/domain-enterprise/techniques/T1621/',
      { 'nist_800_53 rev5': 6, 'm365 12.11.2023': 5 },
    ],
    [
      'attack/attack-16.1/domain-enterprise/techniques/T1621/',
      { 'cri_profile v2.1': 4, 'gcp 03.06.2025': 1, 'm365 07.18.2025': 6, 'nist_800_53 rev5': 7 },
    ],
    [
      'attack/attack-16.1/domain-enterprise/techniques/T1098.001/',
      {
        'azure 04.26.2025': 4,
        'cri_profile v2.1': 11,
        'gcp 03.06.2025': 9,
        'm365 07.18.2025': 9,
        'nist_800_53 rev5': 15,
      },
    ],
    [
      'attack/attack-16.1/domain-enterprise/techniques/T1110/',
      {
        'azure 04.26.2025': 9,
        'cri_profile v2.1': 8,
        'gcp 03.06.2025': 6,
        'm365 07.18.2025': 24,
        'nist_800_53 rev5': 14,
      },
    ],
    ['attack/attack-8.2/domain-enterprise/techniques/T1110/', { 'azure 06.29.2021': 18 }],
    // The corpus has no file of the sets on this page.
    ['attack/attack-16.1/domain-mobile/techniques/T1404/', {}],
  ])('%s, the rows of its technique in each set', (path, counts) => {
    const records = read(`${path}index.html`);
    const compared: Record<string, number> = {};
    for (const extent of extentsOf(records)) {
      const file = files.get(pathOf(extent.set as SetKey));
      if (file === undefined) continue;
      const rows = rowsOf(records).filter(({ set }) => set === extent.set);
      const expected = mappable(file).filter(
        (row) => row.attack_object_id === extent.of.attack_object_id,
      );
      expect(multiset(rows.map(scraped))).toEqual(
        multiset(expected.map((row) => written(file, row, extent.fields))),
      );
      compared[`${extent.set.framework} ${extent.set.framework_version}`] = rows.length;
    }
    expect(compared).toEqual(counts);
    expect(rulesOf(records)).toEqual([]);
  });

  it('the technique that nothing maps to in ATT&CK 11.0', () => {
    const records = read('attack/attack-11.0/domain-enterprise/techniques/T1621/index.html');
    expect(records.map(({ kind }) => kind)).toEqual(['header', 'technique', 'extent']);
    expect(extentsOf(records)).toMatchObject([
      { complete: true, of: { attack_object_id: 'T1621' }, set: { attack_version: '11.0' } },
    ]);
  });

  it('pages without mappings are refused by name', () => {
    for (const path of [
      'index.html',
      'external/index.html',
      'attack/matrix/index.html',
      'attack/attack-14.1/domain-enterprise/techniques/index.html',
    ]) {
      expect(() => read(path), path).toThrow(/expected a page of a framework version/);
    }
  });

  it('differs as soon as one field of one row does', () => {
    const file = published('aws/attack-9.0/aws-09.21.2021/enterprise');
    const rows = rowsOf(read(`${AWS}index.html`)).filter((row) => !isNonMappable(row));
    const expected = multiset(mappable(file).map((row) => written(file, row, FIELDS)));
    const changed = rows.map((row, i) =>
      i === 17 ? { ...row, fields: { ...row.fields, score_value: 'none' } } : row,
    );
    expect(multiset(changed.map(scraped))).not.toEqual(expected);
  });

  /** The file of a set, which the corpus must hold. */
  function published(set: string): UnifiedMappings {
    const file = files.get(set);
    if (file === undefined) throw new Error(`the corpus lacks ${set}`);
    return file;
  }
});

describeCorpus('pages of 2025-01', () => {
  it('a technique, all frameworks in one table', () => {
    const records = read(
      'attack/attack-14.1/domain-enterprise/techniques/T1621/index.html',
      'mappings-explorer@2025-01/',
    );
    const rows = rowsOf(records).map(({ set, fields }) => [
      `${set.framework} ${set.framework_version}`,
      fields.capability_id,
      fields.mapping_type,
      fields.comments === undefined ? 0 : 1,
    ]);
    const nist = ['AC-02', 'AC-06', 'CM-05', 'IA-02', 'IA-03', 'IA-05'];
    const m365 = ['ME-IP-E5', 'ME-CA-E5', 'DEF-IR-E5', 'DO365-AG-E5', 'DO365-ATH-E5'];
    expect(rows).toEqual([
      ...nist.map((id) => ['nist_800_53 rev5', id, 'Protects', 0]),
      ...m365.map((id) => ['m365 12.11.2023', id, 'Technique Scores', 1]),
    ]);
    expect(records.filter(({ kind }) => kind === 'technique')).toMatchObject(
      Array(2).fill({ id: 'T1621', name: 'Multi-Factor Authentication Request Generation' }),
    );
    const now = read('attack/attack-14.1/domain-enterprise/techniques/T1621/index.html');
    expect(multiset(rowsOf(records).map(withoutCapability))).toEqual(
      multiset(rowsOf(now).map(withoutCapability)),
    );
  });

  it('a version, its first 500 rows', () => {
    const records = read(`${M365_14}index.html`, 'mappings-explorer@2025-01/');
    expect(rowsOf(records)).toHaveLength(500);
    expect(rulesOf(records)).toEqual(['page-cut-short']);
    expect(setsOf(records)).toEqual([keyOf('m365/attack-14.1/m365-12.11.2023/enterprise')]);
    const first = rowsOf(records)[0]?.fields;
    expect(first).toMatchObject({ capability_id: 'PUR-IP-E5', attack_object_id: 'T1087' });
  });
});

const FIELDS = [
  'capability_description',
  'attack_object_name',
  'score_category',
  'score_value',
  'comments',
  'references',
];

function read(path: string, site = 'mappings-explorer/'): ParsedRecord[] {
  const file = join(corpus, 'center-for-threat-informed-defense.github.io', site, path);
  const url = `${SITE}${site}${path.replace(/index\.html$/, '')}`;
  const input = { url, mediaType: 'text/html', sha256: '0'.repeat(64), body: readFileSync(file) };
  return [...sitePage(input)];
}

function rowsOf(records: readonly ParsedRecord[]): Row[] {
  return records.filter((record) => record.kind === 'row');
}

function extentsOf(records: readonly ParsedRecord[]) {
  return records.filter((record) => record.kind === 'extent');
}

function shown(records: readonly ParsedRecord[]): readonly string[] {
  return extentsOf(records)[0]?.fields ?? [];
}

function rulesOf(records: readonly ParsedRecord[]): string[] {
  return records.flatMap((record) =>
    record.kind === 'diagnostic' ? [record.diagnostic.rule] : [],
  );
}

function groupsOf(records: readonly ParsedRecord[]): Record<string, unknown> {
  return Object.fromEntries(
    records.flatMap((record) => (record.kind === 'group' ? [[record.id, record.name]] : [])),
  );
}

/** Groups that a row names: a page does not show the others. */
function usedGroups({ metadata, mapping_objects }: UnifiedMappings): Record<string, unknown> {
  const used = new Set(mapping_objects.filter(isMappable).map((row) => row.capability_group));
  return Object.fromEntries(
    Object.entries(metadata.capability_groups ?? {}).filter(([id]) => used.has(id)),
  );
}

function setsOf(records: readonly ParsedRecord[]): unknown[] {
  const sets = records.flatMap((record) => (record.kind === 'diagnostic' ? [] : [record.set]));
  return [...new Set(sets)];
}

function keyOf(path: string): SetKey {
  const [framework = '', attack = '', release = '', domain = ''] = path.split('/');
  return {
    framework,
    framework_version: release.slice(framework.length + 1),
    attack_version: attack.slice('attack-'.length),
    domain,
  };
}

function pathOf({ framework, framework_version, attack_version, domain }: SetKey): string {
  return `${framework}/attack-${attack_version}/${framework}-${framework_version}/${domain}`;
}

function isNonMappable({ fields }: Row): boolean {
  return fields.status === 'non_mappable';
}

function isMappable(row: UnifiedRow): boolean {
  return row.status !== 'non_mappable';
}

function mappable({ mapping_objects }: UnifiedMappings): UnifiedRow[] {
  return mapping_objects.filter(isMappable);
}

function nameOf({ capability_id, capability_description }: UnifiedRow): Facts {
  return { id: text(capability_id), name: text(capability_description) };
}

function nameOfRow({ fields }: Row): Facts {
  return { id: text(fields.capability_id), name: text(fields.capability_description) };
}

/** The facts of a scraped row. */
function scraped({ fields }: Row): Facts {
  return facts(fields, text(fields.mapping_type));
}

/** The facts of a published row, as far as a page shows them; it shows the names of mapping types. */
function written({ metadata }: UnifiedMappings, row: UnifiedRow, shown: readonly string[]): Facts {
  const id = text(row.mapping_type);
  const type = (metadata.mapping_types as Record<string, { name?: string }>)?.[id]?.name ?? id;
  const known = ['capability_id', 'attack_object_id', ...shown];
  const fields = Object.fromEntries(Object.entries(row).filter(([name]) => known.includes(name)));
  return facts(fields, shown.includes('mapping_type') ? text(type) : '');
}

/** Capabilities were renamed since. */
function withoutCapability(row: Row): Facts {
  return { ...scraped(row), capability: '', name: '' };
}

function words(value: unknown): string[] {
  return String(value)
    .replace(/<[^>]*>/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

function facts(fields: Readonly<Record<string, unknown>>, type: string): Facts {
  return {
    capability: text(fields.capability_id),
    name: text(fields.capability_description),
    type,
    technique: text(fields.attack_object_id),
    technique_name: text(fields.attack_object_name),
    group: text(fields.capability_group),
    category: text(fields.score_category),
    value: text(fields.score_value),
    comments: text(fields.comments),
    references: ((fields.references ?? []) as string[]).map(text).filter((entry) => entry !== ''),
  };
}

function multiset(rows: readonly Facts[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
