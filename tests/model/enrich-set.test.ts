import { describe, expect, it } from 'vitest';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import type { Diagnostic } from '../../src/generated/run-report.ts';
import { assemble } from '../../src/model/assemble.ts';
import { enricher } from '../../src/model/enrich-set.ts';
import { framework } from '../../src/model/frameworks.ts';
import type { ParsedRecord, SourceRow } from '../../src/records.ts';

const key = {
  framework: 'm365',
  framework_version: '07.18.2025',
  attack_version: '16.1',
  domain: 'enterprise',
};
const PAGE = 'https://example.org/page/';
const place = { selector: 'table', row: 1 };

const file = (fields: SourceRow = {}): SourceRow => ({
  capability_id: 'ID-MFA',
  capability_description: 'Multifactor Authentication',
  capability_group: 'identity',
  mapping_type: 'technique_score',
  attack_object_id: 'T1110',
  attack_object_name: 'Brute Force',
  score_category: 'protect',
  score_value: 'partial',
  comments: 'Asks for more\nthan a password.',
  references: ['https://example.org/mfa'],
  status: 'complete',
  ...fields,
});

/** The same row as a page shows it: no group, the type by its name. */
const shown = (fields: SourceRow = {}): SourceRow => {
  const { capability_group: _, status: __, ...rest } = file();
  return { ...rest, mapping_type: 'Technique Scores', ...fields };
};

const FIELDS = Object.keys(shown());

function setOf(rows: readonly SourceRow[]): MappingSet {
  const records: ParsedRecord[] = [
    { kind: 'header', set: key, metadata: {}, place },
    {
      kind: 'mapping-type',
      set: key,
      id: 'technique_score',
      fields: { name: 'Technique Scores' },
      place,
    },
    ...rows.map((fields): ParsedRecord => ({ kind: 'row', set: key, fields, place })),
  ];
  const document = {
    url: 'https://example.org/d.json',
    sha256: '0'.repeat(64),
    parser: 'unified-json',
  };
  return assemble([{ document, records }], {
    key,
    framework: framework(key.framework, key.framework_version, undefined),
    attribution: [],
    report: () => {},
  });
}

function enrich(
  set: MappingSet,
  rows: readonly SourceRow[],
  { complete = true, of = {}, fields = FIELDS, more = [] as ParsedRecord[] } = {},
) {
  const diagnostics: Diagnostic[] = [];
  const enriching = enricher(set, (diagnostic) => diagnostics.push(diagnostic));
  enriching.add({ url: PAGE, sha256: '1'.repeat(64), parser: 'site-page', role: 'enrich' }, [
    { kind: 'extent', set: key, fields, complete, of, place: { selector: 'table' } },
    ...rows.map((row): ParsedRecord => ({ kind: 'row', set: key, fields: row, place })),
    ...more,
  ]);
  return { set: enriching.result(), diagnostics, rules: diagnostics.map(({ rule }) => rule) };
}

describe('a page that says the same', () => {
  it('changes no row and finds nothing; the type is compared by its name', () => {
    const before = setOf([file(), file({ score_category: 'detect', comments: 'Other.' })]);
    const { set, rules } = enrich(before, [
      shown({ comments: 'Asks for more than a password.' }),
      shown({ score_category: 'detect', comments: 'Other.' }),
    ]);
    expect(rules).toEqual([]);
    expect(set.mappings).toEqual(before.mappings);
    expect(set.sources.map(({ url, role }) => [url, role])).toEqual([
      ['https://example.org/d.json', undefined],
      [PAGE, 'enrich'],
    ]);
  });

  it('counts copies of a row', () => {
    expect(enrich(setOf([file(), file()]), [shown(), shown()]).rules).toEqual([]);
    expect(enrich(setOf([file(), file()]), [shown()]).rules).toEqual(['row-only-in-set']);
    expect(enrich(setOf([file()]), [shown(), shown()]).rules).toEqual(['row-not-in-set']);
  });
});

describe('a page that says something else', () => {
  it.each([
    ['score_value', 'significant'],
    ['score_category', 'detect'],
    ['comments', 'Something else.'],
    ['references', ['https://example.org/other']],
    ['attack_object_name', 'Brute-Force'],
    ['capability_description', 'MFA'],
    ['mapping_type', 'Mitigates'],
  ])('%s: is reported at its place, and the set stands', (field, value) => {
    const before = setOf([file()]);
    const { set, diagnostics } = enrich(before, [shown({ [field]: value })]);
    expect(diagnostics).toEqual([
      expect.objectContaining({ rule: 'row-differs', severity: 'warning', source: PAGE, place }),
    ]);
    expect(diagnostics[0]?.message).toContain(field);
    expect(set.mappings).toEqual(before.mappings);
  });

  it('pairs what is equal before what differs', () => {
    const rows = [file(), file({ score_category: 'detect' }), file({ score_category: 'respond' })];
    const { diagnostics } = enrich(setOf(rows), [
      shown({ score_category: 'respond' }),
      shown({ score_category: 'detect', score_value: 'minimal' }),
      shown(),
    ]);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.message).toBe(
      'ID-MFA to T1110: score_value is "minimal" here, "partial" in the set',
    );
  });

  it('reports rows of one side, on a page that is complete', () => {
    const set = setOf([file(), file({ attack_object_id: 'T1078' })]);
    expect(enrich(set, [shown()]).rules).toEqual(['row-only-in-set']);
    expect(enrich(set, [shown()], { complete: false }).rules).toEqual([]);
    expect(enrich(set, [shown()], { of: { attack_object_id: 'T1110' } }).rules).toEqual([]);
    expect(enrich(set, [shown()], { of: { capability_id: 'ID-MFA' } }).rules).toEqual([
      'row-only-in-set',
    ]);
    expect(enrich(set, [shown({ attack_object_id: 'T1621' })], { complete: false }).rules).toEqual([
      'row-not-in-set',
    ]);
  });

  it('takes nothing from a page that shows no framework', () => {
    const diagnostics: Diagnostic[] = [];
    const enriching = enricher(setOf([file()]), (diagnostic) => diagnostics.push(diagnostic));
    const { framework: _, ...set } = key;
    const of = { attack_object_id: 'T1110' };
    enriching.add({ url: PAGE, sha256: '1'.repeat(64), parser: 'site-page', role: 'enrich' }, [
      { kind: 'extent', set, fields: FIELDS, complete: true, of, place },
    ]);
    expect(diagnostics).toEqual([]);
  });

  it('shows where long texts differ', () => {
    const long = 'Same words over and over. '.repeat(20);
    const { diagnostics } = enrich(setOf([file({ comments: `${long}End.` })]), [
      shown({ comments: `${long}And more.` }),
    ]);
    expect(diagnostics[0]?.message).toMatch(
      /comments is "….*And more\." here, "….*End\." in the set/,
    );
  });

  it('says once which of its fields are not compared', () => {
    const rows = [file(), file({ attack_object_id: 'T1078' })];
    const pages = [shown({ Owner: 'Bob' }), shown({ attack_object_id: 'T1078', Owner: 'Eve' })];
    const { diagnostics } = enrich(setOf(rows), pages);
    expect(diagnostics.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'field-not-compared',
        '2 of its rows have the field "Owner", which is neither added nor compared',
      ],
    ]);
  });

  it('passes over fields that the page does not show', () => {
    const fields = FIELDS.filter((field) => !field.startsWith('score_'));
    const { score_category: _, score_value: __, ...row } = shown();
    expect(enrich(setOf([file()]), [row], { fields }).rules).toEqual([]);
    expect(enrich(setOf([file()]), [row]).rules).toEqual(['row-differs', 'row-differs']);
  });

  it('stays linear with many rows of one capability and technique', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => i);
    const set = setOf(rows.map((i) => file({ comments: `File ${i}` })));
    const { rules } = enrich(
      set,
      rows.map((i) => shown({ comments: `Page ${i}` })),
    );
    expect(rules).toHaveLength(rows.length);
  });
});

describe('what the set lacks altogether', () => {
  it('is filled row by row, with where it is from', () => {
    const bare = (fields: SourceRow) => ({ ...file(fields), mapping_type: undefined });
    const { set, rules } = enrich(
      setOf([bare({}), bare({ attack_object_id: 'T1078' })]),
      [shown()],
      {
        complete: false,
      },
    );
    expect(rules).toEqual([]);
    const [other, row] = set.mappings;
    expect(other?.mapping_type).toBeUndefined();
    expect(row).toMatchObject({
      attack_object_id: 'T1110',
      mapping_type: 'Technique Scores',
      derived: { mapping_type: 'technique_scores', filled: { mapping_type: PAGE } },
    });
    expect(Object.keys(row ?? {}).indexOf('mapping_type')).toBeLessThan(
      Object.keys(row ?? {}).indexOf('comments'),
    );
  });

  it('is not filled where some row says it: that is a difference', () => {
    const set = setOf([file({ mapping_type: undefined }), file({ attack_object_id: 'T1078' })]);
    const { set: after, rules } = enrich(set, [shown()], { complete: false });
    expect(rules).toEqual(['row-differs']);
    expect(after.mappings).toEqual(set.mappings);
  });
});

describe('non-mappable capabilities', () => {
  const none = {
    mapping_type: undefined,
    attack_object_id: undefined,
    attack_object_name: undefined,
  };
  const scores = { score_category: undefined, score_value: undefined, references: undefined };
  const nonMappable = (fields: SourceRow = {}) =>
    file({ ...none, ...scores, capability_id: 'ID-X', status: 'non_mappable', ...fields });
  const listed = (fields: SourceRow = {}) => ({
    capability_id: 'ID-X',
    capability_description: 'Multifactor Authentication',
    status: 'non_mappable',
    ...fields,
  });

  it('are compared in what their list shows', () => {
    expect(enrich(setOf([nonMappable()]), [listed()]).rules).toEqual([]);
    expect(enrich(setOf([nonMappable()]), [listed({ capability_description: 'X' })]).rules).toEqual(
      ['row-differs'],
    );
    expect(enrich(setOf([file()]), [listed()], { complete: false }).rules).toEqual([
      'row-not-in-set',
    ]);
  });

  it('are given the comment of their page, where the set has none', () => {
    const page = [listed({ comments: 'Out of scope.' })];
    const { set, rules } = enrich(setOf([nonMappable({ comments: '' })]), page);
    expect(rules).toEqual([]);
    expect(set.mappings[0]).toMatchObject({
      comments: 'Out of scope.',
      derived: { filled: { comments: PAGE } },
    });
    expect(enrich(setOf([nonMappable()]), page).rules).toEqual(['row-differs']);
  });
});

describe('descriptions', () => {
  const capability = (fields: object): ParsedRecord => ({
    kind: 'capability',
    set: key,
    id: 'ID-MFA',
    place,
    ...fields,
  });

  it('are added with their source; the first one stands', () => {
    const set = setOf([file()]);
    const links = [{ url: 'https://example.org/a', text: 'a word' }];
    const { set: after, rules } = enrich(set, [], {
      complete: false,
      more: [
        capability({ description: { text: ' A second factor. ', links } }),
        capability({ description: { text: 'A  second\nfactor.' } }),
        capability({ description: { text: 'Another text.' } }),
        {
          kind: 'group',
          set: key,
          id: 'identity',
          name: 'Identity',
          description: { text: 'Who is who.' },
          place,
        },
        { kind: 'technique', set: key, id: 'T1110', description: { text: 'Guessing.' }, place },
      ],
    });
    expect(after.capabilities[0]?.description).toEqual({
      text: 'A second factor.',
      links,
      source: PAGE,
    });
    expect(after.capability_groups).toEqual([
      { id: 'identity', name: 'Identity', description: { text: 'Who is who.', source: PAGE } },
    ]);
    expect(after.techniques).toBeUndefined();
    expect(rules).toEqual(['description-differs']);
  });

  it('of groups: others than the set declares are reported, and not added', () => {
    const group = (id: string, name: string): ParsedRecord => ({
      kind: 'group',
      set: key,
      id,
      name,
      place,
    });
    const before = {
      ...setOf([file()]),
      capability_groups: [{ id: 'identity', name: 'Identity' }],
    };
    const { set, diagnostics } = enrich(before, [shown()], {
      more: [group('identity', 'Identities'), group('zed', 'Zed')],
    });
    expect(set.capability_groups).toEqual(before.capability_groups);
    expect(diagnostics.map(({ rule, message }) => [rule, message])).toEqual([
      ['name-differs', 'the group "identity" is called "Identities" here, "Identity" elsewhere'],
      ['group-not-in-set', '1 of its groups are not declared in the set: "zed"'],
    ]);
    expect(enrich(before, [shown()], { more: [group('zed', 'Zed')] }).rules).toEqual([
      'group-not-in-set',
      'group-only-in-set',
    ]);
    const bare = enrich(setOf([file()]), [shown()], { more: [group('identity', 'Identity')] });
    expect(bare.set.capability_groups).toEqual([{ id: 'identity', name: 'Identity' }]);
  });

  it('of capabilities carry what more there is, the first one said', () => {
    const more = [
      capability({ additional: { tags: ['a'], empty: '' } }),
      capability({ additional: { tags: ['b'], note: 1 } }),
    ];
    const { set, rules } = enrich(setOf([file()]), [], { complete: false, more });
    expect(set.capabilities[0]?.additional).toEqual({ note: 1, tags: ['a'] });
    expect(rules).toEqual(['capability-field-differs']);
  });

  it('of other names keep both, and say so', () => {
    const { set, rules } = enrich(setOf([file()]), [], {
      complete: false,
      more: [
        capability({ name: 'Multi-factor Authentication' }),
        capability({ name: 'Multifactor  Authentication' }),
      ],
    });
    expect(set.capabilities[0]?.names).toEqual([
      'Multifactor Authentication',
      'Multi-factor Authentication',
    ]);
    expect(rules).toEqual(['name-differs']);
  });

  it('of capabilities without rows are one finding a document', () => {
    const { set, diagnostics } = enrich(setOf([file()]), [], {
      complete: false,
      more: [capability({ id: '__proto__' }), capability({ id: 'B' })],
    });
    expect(set.capabilities.map(({ id }) => id)).toEqual(['ID-MFA']);
    expect(diagnostics.map(({ rule, message }) => [rule, message])).toEqual([
      ['capability-without-rows', '2 of its capabilities have no row in the set: "__proto__", "B"'],
    ]);
  });
});
