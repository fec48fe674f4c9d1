import { beforeAll, expect, it } from 'vitest';
import type { UnifiedMappings, UnifiedRow } from '../../src/generated/unified-mappings.ts';
import { describeCorpus, unifiedFiles } from './corpus.ts';
import { text } from './published.ts';
import { type RawSet, rawSets } from './raw-sets.ts';
import { AWS_SPACED, AZURE_SPACED } from './spaced-comments.ts';

const AWS = 'aws/attack-9.0/aws-09.21.2021/enterprise';
const AZURE = 'azure/attack-8.2/azure-06.29.2021/enterprise';
const R4_10 = 'nist_800_53/attack-10.1/nist_800_53-rev4/enterprise';
const R5_10 = 'nist_800_53/attack-10.1/nist_800_53-rev5/enterprise';
const R5_12 = 'nist_800_53/attack-12.1/nist_800_53-rev5/enterprise';
const VERIS_135 = 'veris/attack-9.0/veris-1.3.5/enterprise';
const VERIS_137 = 'veris/attack-12.1/veris-1.3.7/mobile';

/** What the publisher changed on the way from raw files to a published set, class by class. */
interface Change {
  readonly name: string;
  /** The row as published, undefined where the class does not concern it. */
  readonly apply: (row: Row) => Row | undefined;
}

/** A row under the publisher's names, with what it says only. */
type Row = Readonly<Record<string, unknown>>;

const droppedReferences: Change = {
  name: 'references of sub-techniques and non-mappable controls are dropped',
  apply: ({ references, ...row }) =>
    references !== undefined && (row.related_score !== undefined || row.status === 'non_mappable')
      ? row
      : undefined,
};
const protects: Change = {
  name: 'mitigates is called protects',
  apply: (row) =>
    row.mapping_type === 'mitigates' ? { ...row, mapping_type: 'protects' } : undefined,
};
const emptyPart: Change = {
  name: 'an empty quoted part of an id is left out',
  apply: (row) =>
    String(row.capability_id).includes('."".')
      ? { ...row, capability_id: String(row.capability_id).replace('."".', '.') }
      : undefined,
};

describeCorpus('raw files', () => {
  const published = new Map<string, UnifiedMappings>();
  const raw = new Map<string, RawSet>();

  beforeAll(async () => {
    for (const [path, file] of unifiedFiles()) published.set(path, file);
    for (const pipeline of ['security-stack', 'nist-workbooks', 'veris-json', 'attack-to-cve']) {
      for (const [path, set] of await rawSets(pipeline)) raw.set(path, set);
    }
  }, 60_000);

  const both = (path: string) => {
    const [mine, theirs] = [raw.get(path), published.get(path)];
    if (mine === undefined || theirs === undefined) throw new Error(`no ${path}`);
    return { mine, theirs };
  };

  it.each([
    [AWS, 463, [[droppedReferences, 236]], AWS_SPACED],
    [AZURE, 978, [[droppedReferences, 489]], AZURE_SPACED],
    [R4_10, 4692, [[protects, 4692]], {}],
    [R5_10, 4755, [[protects, 4755]], {}],
    [R5_12, 4929, [[protects, 4929]], {}],
    [VERIS_135, 1069, [], {}],
    [VERIS_137, 375, [[emptyPart, 25]], {}],
  ] as [string, number, [Change, number][], Readonly<Record<string, string>>][])(
    '%s equal the published set row for row, but for counted changes',
    (path, count, changes, spaces) => {
      const { mine, theirs } = both(path);
      let rows = mine.unified.mapping_objects.map(said);
      expect(rows).toHaveLength(count);
      for (const [change, times] of changes) {
        const changed = rows.map((row) => change.apply(row));
        expect(changed.filter((row) => row !== undefined).length, change.name).toBe(times);
        rows = rows.map((row, i) => changed[i] ?? row);
      }
      const wanted = theirs.mapping_objects.map(said);
      // What is left has one space in a comment where the published one has two.
      const spaced = Object.entries(spaces).flatMap(([id, keys]) =>
        keys.split(', ').map((key) => `${id} ${key}`),
      );
      expect(onlyIn(rows, wanted).map(rowKey).sort()).toEqual(spaced);
      expect(onlyIn(wanted, rows).map(rowKey).sort()).toEqual(spaced);
      expect(multiset(rows.map(oneSpace))).toEqual(multiset(wanted.map(oneSpace)));
    },
  );

  it('equal no set that differs in one field of one row', () => {
    const { mine, theirs } = both(VERIS_135);
    const rows = mine.unified.mapping_objects.map(said);
    expect(multiset(rows)).toEqual(multiset(theirs.mapping_objects.map(said)));
    for (const field of ['capability_description', 'capability_group', 'status', 'comments']) {
      const changed = rows.map((row, i) => (i === 17 ? { ...row, [field]: 'Another.' } : row));
      expect(onlyIn(changed, rows), field).toHaveLength(1);
      expect(multiset(changed), field).not.toEqual(multiset(rows));
    }
  });

  it.each([
    // The controls name their organisation; the published set leaves it empty.
    [AWS, { organization: 'Center for Threat Informed Defense (CTID)' }],
    [AZURE, { organization: 'Center for Threat Informed Defense (CTID)' }],
    // Mapping types are called in the rows' own words.
    [R4_10, { mapping_types: { mitigates: { name: 'mitigates' } } }],
    [R5_10, { mapping_types: { mitigates: { name: 'mitigates' } } }],
    [R5_12, { mapping_types: { mitigates: { name: 'mitigates' } } }],
    [VERIS_135, {}],
    [VERIS_137, {}],
  ])('%s have the metadata and groups of the published set', (path, otherwise) => {
    const { mine, theirs } = both(path);
    expect(said(mine.unified.metadata)).toEqual(said({ ...theirs.metadata, ...otherwise }));
  });

  it('keep the spaces at the edges of five cells until text is normalised', () => {
    const spaced = (raw.get(R5_12)?.rows ?? []).filter((row) =>
      Object.values(row).some((cell) => typeof cell === 'string' && cell !== cell.trim()),
    );
    expect(spaced.map((row) => [row.capability_id, row.attack_object_id])).toEqual([
      ['AU-5', 'T1649'],
      ['IA-2', 'T1621'],
      ['IA-2', 'T1649'],
      ['IA-3', 'T1621'],
      ['SC-7', 'T1584.007'],
    ]);
  });

  it('of VERIS report names that the two halves of a file write otherwise', () => {
    const names = (path: string) =>
      raw
        .get(path)
        ?.diagnostics.filter(({ rule, place }) => rule === 'name-differs' && place.pointer);
    expect(names(VERIS_135)).toHaveLength(13);
    expect(names(VERIS_137)).toHaveLength(10);
  });

  it('of ATT&CK to CVE make a row of each technique, and report what is odd', () => {
    const set = raw.get('cve/attack-9.0/cve-10.21.2021/enterprise');
    const rows = set?.unified.mapping_objects ?? [];
    const types = new Set(rows.map(({ mapping_type }) => mapping_type));
    expect(rows).toHaveLength(1706);
    expect(new Set(rows.map(({ capability_id }) => capability_id)).size).toBe(827);
    expect([...types].sort()).toEqual(
      Object.keys(set?.unified.metadata.mapping_types ?? {}).sort(),
    );
    const phases = set?.set.capabilities.map(({ additional }) => additional?.Phase) ?? [];
    expect(phases.filter((phase) => phase === 'Phase 1')).toHaveLength(453);
    expect(phases.filter((phase) => phase === 'Phase 2')).toHaveLength(374);
    const counts = new Map<string, number>();
    for (const { rule } of set?.diagnostics ?? []) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      'technique-id': 3,
      'capability-twice': 3,
      'phase-differs': 3,
      'capability-without-rows': 1,
      'capability-without-technique': 9,
    });
  });
});

/** Fields with something to say: text is normalised, null, empty text and empty lists are nothing. */
function said(value: UnifiedRow | UnifiedMappings['metadata']): Row {
  return plain(value) as Row;
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return text(value) || undefined;
  if (Array.isArray(value)) {
    const list = value.map(plain).filter((entry) => entry !== undefined);
    return list.length === 0 ? undefined : list;
  }
  if (value === null || typeof value !== 'object') return value ?? undefined;
  const entries = Object.entries(value).map(([name, entry]): [string, unknown] => [
    name,
    plain(entry),
  ]);
  return Object.fromEntries(
    entries.filter(([, entry]) => entry !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function rowKey(row: string): string {
  const { capability_id, attack_object_id, score_category } = JSON.parse(row);
  return `${capability_id} ${attack_object_id} ${score_category}`;
}

function oneSpace(row: Row): Row {
  const comments = typeof row.comments === 'string' ? row.comments : undefined;
  if (comments === undefined) return row;
  return { ...row, comments: comments.replace(/ +/g, ' ').replace(/ ?\n ?/g, '\n') };
}

function multiset(rows: readonly Row[]): string[] {
  return rows.map(line).sort();
}

/** Rows of one list that the other has not, or not as often. */
function onlyIn(rows: readonly Row[], others: readonly Row[]): string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(line(row), (left.get(line(row)) ?? 0) + 1);
  return rows.map(line).filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}

function line(row: Row): string {
  return JSON.stringify(row, Object.keys(row).sort());
}
