import { describe, expect, it } from 'vitest';
import type { SetKey } from '../../src/generated/mapping-set.ts';
import { nameSets } from '../../src/model/name-sets.ts';
import { recordsAbout, recordsOfSet } from '../../src/model/records-of-set.ts';
import type { ParsedRecord } from '../../src/records.ts';

const key: SetKey = {
  framework: 'nist_800_53',
  framework_version: 'rev5',
  attack_version: '16.1',
  domain: 'enterprise',
};
const row = (set: Partial<SetKey>, id: string): ParsedRecord => ({
  kind: 'row',
  set,
  fields: { capability_id: id },
  place: { line: 1 },
});
const finding: ParsedRecord = {
  kind: 'diagnostic',
  diagnostic: { severity: 'info', rule: 'r', source: 's', place: { line: 1 }, message: 'm' },
};
const document = { url: 'page.txt', sha256: '0'.repeat(64), parser: 'page-text' };
const ids = (records: readonly ParsedRecord[]) =>
  records.map((record) => (record.kind === 'row' ? record.fields.capability_id : record.kind));

describe('recordsOfSet', () => {
  it('takes a document of one set as it is, whatever it says of its key', () => {
    const records = [row({ ...key, framework_version: 'rev4' }, 'AC-1'), finding];
    expect(ids(recordsOfSet(records, key))).toEqual(['AC-1', 'diagnostic']);
    expect(ids(recordsAbout(records, key))).toEqual(['diagnostic']);
  });

  it('takes from a document of several sets what fits the key, in the spelling of paths', () => {
    const records = [
      row({ ...key, domain: 'Enterprise' }, 'AC-1'),
      row({ framework: 'm365' }, 'EID'),
      row({ framework: 'nist_800_53' }, 'AC-2'),
      finding,
    ];
    expect(ids(recordsOfSet(records, key))).toEqual(['AC-1', 'AC-2', 'diagnostic']);
  });
});

describe('nameSets', () => {
  it('takes a document apart; what nobody says is called unknown', () => {
    const records = [
      row({ framework: 'm365' }, 'EID'),
      row({ framework: 'nist_800_53', framework_version: 'rev4' }, 'AC-1'),
      row({}, 'odd'),
      finding,
    ];
    const named = nameSets([{ document, records }], {
      attack_version: '14.1',
      domain: 'Enterprise',
    });
    expect(
      named.map(({ key: name, unknown }) => [
        name.framework,
        name.framework_version,
        name.attack_version,
        name.domain,
        unknown,
      ]),
    ).toEqual([
      ['m365', 'unknown', '14.1', 'enterprise', ['framework_version']],
      ['nist_800_53', 'rev4', '14.1', 'enterprise', []],
      ['unknown', 'unknown', '14.1', 'enterprise', ['framework', 'framework_version']],
    ]);
    expect(named.flatMap(({ documents }) => documents.map((part) => ids(part.records)))).toEqual([
      ['EID', 'diagnostic'],
      ['AC-1'],
      ['odd'],
    ]);
  });

  it('joins what several documents say of one set', () => {
    const other = { ...document, url: 'other.txt' };
    const [set, ...more] = nameSets(
      [
        { document, records: [row(key, 'AC-1')] },
        { document: other, records: [row({ ...key, domain: 'Enterprise' }, 'AC-2')] },
      ],
      {},
    );
    expect(more).toEqual([]);
    expect(set?.documents.map((part) => part.document.url)).toEqual(['page.txt', 'other.txt']);
  });
});
