import { describe, expect, it } from 'vitest';
import type { SetFacts } from '../../src/generated/pipeline.ts';
import { withFacts } from '../../src/model/stated-facts.ts';
import type { ParsedRecord, SourceRow } from '../../src/records.ts';

const key = {
  framework: 'veris',
  framework_version: '1',
  attack_version: '16.1',
  domain: 'enterprise',
};

const document = (name: string, records: readonly ParsedRecord[]) => ({
  document: { url: `https://example.org/${name}`, sha256: '0'.repeat(64), parser: 'p' },
  records,
});
const header = (metadata: SourceRow): ParsedRecord => ({
  kind: 'header',
  set: key,
  metadata,
  place: { line: 1 },
});
const row = (fields: SourceRow): ParsedRecord => ({
  kind: 'row',
  set: key,
  fields,
  filled: { comments: 'x' },
  place: { row: 2 },
});

function read(documents: Parameters<typeof withFacts>[0], facts: SetFacts, framework = 'veris') {
  const records = withFacts(documents, facts, { ...key, framework }).flatMap(
    (entry) => entry.records,
  );
  const headers = records.filter(({ kind }) => kind === 'header');
  return {
    records,
    // Of several headers, assembling follows the last.
    metadata:
      headers.at(-1)?.kind === 'header' ? (headers.at(-1) as { metadata: SourceRow }).metadata : {},
    groups: records.flatMap((record) =>
      record.kind === 'group' ? [[record.id, record.name]] : [],
    ),
    rowGroups: records.flatMap((record) =>
      record.kind === 'row' ? [record.fields.capability_group] : [],
    ),
    diagnostics: records.flatMap((record) =>
      record.kind === 'diagnostic' ? [record.diagnostic] : [],
    ),
  };
}

describe('withFacts', () => {
  it('adds metadata and mapping types of the pipeline file', () => {
    const { records, metadata, diagnostics } = read(
      [document('a', [header({ contact: 'a@example.org', author: null })])],
      {
        metadata: { creation_date: '01/02/2023', author: 'A' },
        mapping_types: { 'a/b': { name: 'AB', description: 'D' } },
      },
    );
    expect(metadata).toEqual({
      contact: 'a@example.org',
      creation_date: '01/02/2023',
      author: 'A',
    });
    expect(records).toContainEqual({
      kind: 'mapping-type',
      set: key,
      id: 'a/b',
      fields: { name: 'AB', description: 'D' },
      place: { pointer: '/facts/mapping_types/a~1b' },
    });
    expect(diagnostics).toEqual([]);
  });

  it('describes no mapping type that a document describes', () => {
    const type: ParsedRecord = {
      kind: 'mapping-type',
      set: key,
      id: 'a',
      fields: { name: 'Doc' },
      place: {},
    };
    const { records } = read([document('a', [type])], {
      mapping_types: { a: { name: 'File' }, b: {} },
    });
    const types = records.filter(({ kind }) => kind === 'mapping-type');
    expect(types).toMatchObject([{ fields: { name: 'Doc' } }, { id: 'b', fields: {} }]);
  });

  it('follows the document where the pipeline file says otherwise, and says so', () => {
    const { metadata, diagnostics } = read([document('a', [header({ author: 'Doc' })])], {
      metadata: { author: 'File' },
    });
    expect(metadata).toEqual({ author: 'Doc' });
    expect(diagnostics).toMatchObject([
      {
        rule: 'metadata-differs',
        source: 'https://example.org/a',
        place: { line: 1 },
        message: 'author is "Doc" here, "File" in the pipeline file: the document is followed',
      },
    ]);
  });

  it('follows the first of documents that differ, and reports the others', () => {
    const { metadata, diagnostics } = read(
      [
        document('a', [header({ contact: 'a' })]),
        document('b', [header({ contact: 'a ' })]),
        document('c', [header({ contact: 'c', __proto__: 1 })]),
      ],
      {},
    );
    expect(metadata).toEqual({ contact: 'a' });
    expect(diagnostics).toMatchObject([
      {
        source: 'https://example.org/c',
        place: { line: 1 },
        message: 'contact is "c" here, "a" in another document, which is followed',
      },
    ]);
  });

  it('makes each capability a group of its own', () => {
    const { groups, rowGroups } = read(
      [
        document('a', [
          row({ capability_id: 'one ', capability_description: 'One' }),
          row({ capability_id: 'two' }),
        ]),
        document('b', [
          row({ capability_id: 'three', capability_group: 'own' }),
          row({ capability_id: null, attack_object_id: 'T1' }),
        ]),
      ],
      { groups: { by: 'capability', names: { two: 'Zwei', unused: 'U' } } },
    );
    expect(rowGroups).toEqual(['one', 'two', 'own', undefined]);
    expect(groups).toEqual([
      ['two', 'Zwei'],
      ['unused', 'U'],
      ['one', 'One'],
    ]);
  });

  it('groups by the first parts of normalised ids, whatever their letter case', () => {
    const { groups, rowGroups } = read(
      [
        document('a', [
          row({ capability_id: 'Action.Hacking.Variety.DoS' }),
          row({ capability_id: 'action.hacking.vector.Web' }),
          row({ capability_id: 'value_chain.non-distribution services.variety.C2' }),
        ]),
      ],
      { groups: { by: 'prefix', separator: '.', parts: 2 } },
    );
    expect(rowGroups).toEqual([
      'action.hacking',
      'action.hacking',
      'value_chain.non-distribution_services',
    ]);
    expect(groups.map(([id]) => id)).toEqual([
      'action.hacking',
      'value_chain.non-distribution_services',
    ]);
  });

  it('groups by one part unless told otherwise, with names', () => {
    const { groups, rowGroups } = read(
      [document('a', [row({ capability_id: 'AC-2' }), row({ capability_id: 'ZZ-1' })])],
      { groups: { by: 'prefix', separator: '-', names: { AC: 'Access Control' } } },
      'nist_800_53',
    );
    expect(rowGroups).toEqual(['AC', 'ZZ']);
    expect(groups).toEqual([
      ['AC', 'Access Control'],
      ['ZZ', 'ZZ'],
    ]);
  });

  it('leaves what it is given alone, and keeps place and origin of rows', () => {
    const documents = [document('a', [row({ capability_id: 'x' })])];
    const before = structuredClone(documents);
    const { records } = read(documents, { groups: { by: 'capability' } });
    expect(documents).toEqual(before);
    expect(records[0]).toEqual({
      kind: 'row',
      set: key,
      fields: { capability_id: 'x', capability_group: 'x' },
      filled: { comments: 'x' },
      place: { row: 2 },
    });
  });

  it('takes ids such as __proto__ for data', () => {
    const facts = JSON.parse('{"metadata":{"__proto__":"x"},"groups":{"by":"capability"}}');
    const { metadata, groups } = read(
      [document('a', [row({ capability_id: '__proto__' })])],
      facts,
    );
    expect(Object.entries(metadata)).toEqual([['__proto__', 'x']]);
    expect(groups).toEqual([['__proto__', '__proto__']]);
  });

  it('is nothing for no documents', () => {
    expect(withFacts([], { metadata: { author: 'A' } }, key)).toEqual([]);
  });
});
