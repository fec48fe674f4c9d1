import { beforeAll, expect, it } from 'vitest';
import { attackView, techniqueResolver } from '../../src/attack/attack-view.ts';
import type { SetKey } from '../../src/generated/mapping-set.ts';
import type { UnifiedMappings } from '../../src/generated/unified-mappings.ts';
import { framework as frameworkOf } from '../../src/model/frameworks.ts';
import { unifiedJson } from '../../src/parsers/unified-json.ts';
import { checkSet } from '../../src/rules/check.ts';
import { checkedSet } from '../../src/rules/checked-set.ts';
import { rules } from '../../src/rules/index.ts';
import type { LocatedFinding } from '../../src/rules/rule.ts';
import { attackIndex, describeCorpus, unifiedFiles } from './corpus.ts';

const NIST4_14 = 'nist_800_53/attack-14.1/nist_800_53-rev4/enterprise';
const NIST5_14 = 'nist_800_53/attack-14.1/nist_800_53-rev5/enterprise';
const NIST5_16 = 'nist_800_53/attack-16.1/nist_800_53-rev5/enterprise';
const M365_14 = 'm365/attack-14.1/m365-12.11.2023/enterprise';
const M365_16 = 'm365/attack-16.1/m365-07.18.2025/enterprise';
const AZURE_16 = 'azure/attack-16.1/azure-04.26.2025/enterprise';

/** Findings by rule over all files. */
const TABLE: Readonly<Record<string, number>> = {
  'capability-id-variants': 5,
  'capability-in-two-groups': 3,
  'capability-several-names': 37,
  'category-without-value': 2,
  'conflicting-scores': 12,
  'duplicate-row': 91,
  'group-unused': 39,
  'id-edge-space': 5,
  'mapping-type-unused': 4,
  'reference-edge-space': 85,
  'reference-no-address': 15,
  'reference-not-http': 1,
  'reference-with-words': 21,
  'technique-name-of-another': 6,
  'technique-name-stale': 502,
  'technique-other-domain': 1,
  'technique-revoked': 1,
};

type Row = Readonly<Record<string, unknown>>;

describeCorpus('the rules, on the published files', () => {
  const files = unifiedFiles();
  const found = new Map<string, LocatedFinding[]>();
  const ofRule = (rule: string) =>
    [...found].flatMap(([path, findings]) =>
      findings.filter((finding) => finding.rule === rule).map((finding) => ({ path, finding })),
    );
  /** Findings of a rule by file; files without are left out. */
  const counts = (rule: string) => tally(ofRule(rule).map(({ path }) => path));
  /** The same counted in the files themselves. */
  const counted = (count: (rows: readonly Row[], file: UnifiedMappings) => number) =>
    Object.fromEntries(
      [...files]
        .map(([path, file]): [string, number] => [
          path,
          count(file.mapping_objects as unknown as Row[], file),
        ])
        .filter(([, number]) => number > 0),
    );

  beforeAll(() => {
    for (const [path, file] of files) found.set(path, findingsOf(path, file));
  }, 120_000);

  it('find as much as the table says', () => {
    const all = [...found.values()].flat().map(({ rule }) => rule);
    expect(tally(all)).toEqual(TABLE);
  });

  it('find the techniques that are known to be wrong', () => {
    expect(ofRule('technique-revoked').map(({ path, finding }) => [path, finding.found])).toEqual([
      [AZURE_16, 'T1053.001'],
    ]);
    const others = ofRule('technique-other-domain');
    expect(others.map(({ path, finding }) => [path, finding.found])).toEqual([
      [NIST5_16, 'mobile'],
    ]);
    const pointer = others[0]?.finding.place.pointer ?? '';
    const row = files.get(NIST5_16)?.mapping_objects[Number(pointer.split('/')[2])];
    expect(row?.attack_object_id).toBe('T1521.003');
  });

  it('find the names that are those of another technique, and propose no edit', () => {
    const found = ofRule('technique-name-of-another').map(({ finding }) => finding);
    expect(new Set(found.map((finding) => finding.found))).toEqual(
      new Set(['Phishing: Spearphishing Link']),
    );
    for (const finding of found) {
      expect(finding.message).toMatch(/^T1556\.002 .* which is T1566\.002$/);
      expect(finding.edits).toBeUndefined();
    }
  });

  it('find every exact duplicate', () => {
    const duplicates = counted((rows) => rows.length - new Set(rows.map(content)).size);
    expect(duplicates).toEqual({
      [M365_14]: 5,
      [M365_16]: 32,
      [NIST4_14]: 1,
      [NIST5_14]: 3,
      [NIST5_16]: 50,
    });
    expect(counts('duplicate-row')).toEqual(duplicates);
  });

  it('find what can be counted by looking at fields', () => {
    const has = (value: unknown) => typeof value === 'string' && value.trim() !== '';
    const rowsWhere = (test: (row: Row) => boolean) => counted((rows) => rows.filter(test).length);
    expect(counts('category-without-value')).toEqual(
      rowsWhere((row) => has(row.score_category) && !has(row.score_value)),
    );
    expect(ofRule('category-without-value')).toHaveLength(2);
    expect(counts('mapped-row-without-technique')).toEqual(
      rowsWhere((row) => row.status !== 'non_mappable' && !has(row.attack_object_id)),
    );
    const spaced = (value: unknown) => typeof value === 'string' && value !== value.trim();
    expect(counts('id-edge-space')).toEqual(
      rowsWhere((row) =>
        ['capability_id', 'capability_group', 'mapping_type', 'attack_object_id'].some((name) =>
          spaced(row[name]),
        ),
      ),
    );
    expect(Object.keys(counts('id-edge-space'))).toContain(NIST4_14);
  });

  it('find every group and type that no row names', () => {
    const unusedBy = (declared: object | null | undefined, rows: readonly Row[], field: string) => {
      const named = new Set(rows.map((row) => row[field]));
      return Object.keys(declared ?? {}).filter((id) => !named.has(id)).length;
    };
    expect(counts('group-unused')).toEqual(
      counted((rows, { metadata }) =>
        unusedBy(metadata.capability_groups, rows, 'capability_group'),
      ),
    );
    expect(counts('mapping-type-unused')).toEqual(
      counted((rows, { metadata }) => unusedBy(metadata.mapping_types, rows, 'mapping_type')),
    );
  });

  it('find scores that conflict', () => {
    const conflicts = counted((rows) => {
      const values = new Map<string, Set<unknown>>();
      for (const row of rows) {
        if (!row.score_category || !row.score_value) continue;
        const key = JSON.stringify([row.capability_id, row.attack_object_id, row.score_category]);
        values.set(key, (values.get(key) ?? new Set()).add(row.score_value));
      }
      return [...values.values()].reduce((sum, set) => sum + set.size - 1, 0);
    });
    expect(Object.keys(conflicts).length).toBeGreaterThan(0);
    expect(counts('conflicting-scores')).toEqual(conflicts);
  });

  it('find nothing in file names and dates', () => {
    expect(ofRule('file-name-mismatch')).toEqual([]);
    expect(ofRule('date-unreadable')).toEqual([]);
  });
});

function findingsOf(path: string, file: UnifiedMappings): LocatedFinding[] {
  const [framework = '', attack = '', edition = '', domain = ''] = path.split('/');
  const key: SetKey = {
    framework,
    framework_version: edition.slice(framework.length + 1),
    attack_version: attack.slice('attack-'.length),
    domain,
  };
  const name = `${path}/${edition}_${attack}-${domain}.json`;
  const body = Buffer.from(JSON.stringify(file));
  const records = [...unifiedJson({ url: name, mediaType: '', sha256: '', body })];
  const indexOf = (of: string) => attackIndex(of, key.attack_version);
  const own = indexOf(domain);
  if (own === undefined) throw new Error(`no ATT&CK ${key.attack_version} for ${domain}`);
  const others = ['enterprise', 'mobile', 'ics'].filter((of) => of !== domain).map(indexOf);
  const view = attackView(
    own,
    others.filter((index) => index !== undefined),
    async () => [],
  );
  const set = checkedSet({
    key,
    framework: frameworkOf(framework, key.framework_version, undefined),
    file: name,
    records,
    attack: view,
    resolve: techniqueResolver(view),
  });
  return checkSet(set, rules);
}

function tally(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The fields of a row that say something, in one order, without the white space around them. */
function content(row: Row): string {
  const fields = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'string'
      ? value
          .replace(/\r\n/g, '\n')
          .replace(/\u00a0/g, ' ')
          .trim()
      : Array.isArray(value)
        ? value.map((entry) => String(entry).trim())
        : value,
  ]);
  const said = fields.filter(([, value]) => value !== null && value !== '' && String(value) !== '');
  return JSON.stringify(said.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}
