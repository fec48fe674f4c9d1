import fc from 'fast-check';
import { techniqueResolver } from '../../src/attack/attack-view.ts';
import type { ExportSet } from '../../src/contracts.ts';
import { wellFormed, withoutHalfPairs } from '../../src/formats/half-pairs.ts';
import type { MappingSet, SetKey } from '../../src/generated/mapping-set.ts';
import { assemble, type DocumentRecords } from '../../src/model/assemble.ts';
import { framework as frameworkOf } from '../../src/model/frameworks.ts';
import { setPath } from '../../src/model/set-key.ts';
import type { ParsedRecord } from '../../src/records.ts';
import { anyText as anyDocumentText, anyJson, membersOf } from './any-json.ts';
import { TECHNIQUE_IDS, viewOf } from './made-attack.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What the documents of a set state. */
export interface Stated {
  readonly key: SetKey;
  readonly rows: readonly Fields[];
  readonly metadata: Fields;
  readonly types: Fields;
  readonly groups: Fields;
  readonly filter?: string;
}

/** What parsers make of half a surrogate pair. */
const anyText = anyDocumentText.map(wellFormed);
/** Control characters in ids, and empty ids, are refused before a set is made. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const id = anyText.map((text) => text.replace(/[\u0000-\u001f\u007f]/g, ''));
const additional = anyJson.map((value) => JSON.parse(withoutHalfPairs(JSON.stringify(value))));
const named = id.filter((text) => text !== '');
const some = (...values: string[]) => fc.constantFrom<string | undefined>(undefined, ...values);
const mostly = (known: fc.Arbitrary<unknown>, other: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 6, arbitrary: known }, other);

/** A row; few values, so that rows meet, and hostile ones among them. */
export const anyRow: fc.Arbitrary<Fields> = fc
  .record({
    capability_id: mostly(some('AC-2', 'AC-02', 'AC-3(1)', 'CVE-2021-44228', 'action.x.y.Z'), id),
    capability_description: mostly(some('Accounts', 'Access'), anyText),
    capability_group: mostly(some('AC', 'AU'), id),
    mapping_type: mostly(
      some('technique_score', 'mitigates', 'protects', 'exploitation_technique', 'non_mappable'),
      id,
    ),
    attack_object_id: mostly(fc.constantFrom(undefined, ...TECHNIQUE_IDS), id),
    attack_object_name: mostly(some('One', 'Two'), anyText),
    score_category: mostly(some('protect', 'detect', 'respond', 'Detect'), anyText),
    score_value: mostly(some('minimal', 'partial', 'significant'), anyText),
    related_score: some('T1078', 'T1053'),
    comments: fc.option(fc.oneof(anyText, fc.string({ maxLength: 2000 })), { nil: undefined }),
    references: fc.option(fc.array(fc.oneof(fc.webUrl(), anyText), { maxLength: 3 })),
    status: some('complete', 'non_mappable', 'in_progress'),
    attack_version: some('13.1'),
    mapping_framework_version: some('rev4'),
    note: fc.option(additional, { nil: undefined, freq: 2 }),
  })
  .map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)));

/** A family: a framework and a version of it. */
export const anyFramework = fc.constantFrom(
  ['m365', '07.18.2025'],
  ['nist_800_53', 'rev5'],
  ['kev', '02.13.2025'],
  ['veris', '1.3.7'],
  ['tomorrow & co', 'v1/2'],
);

/** Everything that a set can state, of one framework, version and domain. */
export function anyStated(
  [framework = '', framework_version = '']: readonly string[],
  domain: string,
): fc.Arbitrary<Stated> {
  const key = { framework, framework_version, attack_version: '16.1', domain };
  return fc.record(
    {
      key: fc.constant(key),
      rows: fc.array(anyRow, { maxLength: 12 }),
      metadata: fc.record({
        ...{ author: anyText, organization: anyText, creation_date: some('01/02/2023') },
        ...{ last_update: some('03/04/2024'), own: additional },
      }),
      types: membersOf(
        named,
        fc.record({ name: anyText, description: anyText }),
      ) as fc.Arbitrary<Fields>,
      groups: membersOf(named, anyText) as fc.Arbitrary<Fields>,
      filter: fc.constantFrom('category=detect', 'group=../..'),
    },
    { requiredKeys: ['key', 'rows', 'metadata', 'types', 'groups'] },
  );
}

/** Sets of one family, as an exporter of families takes them: one or two domains. */
export const anyFamily: fc.Arbitrary<readonly Stated[]> = anyFramework.chain((framework) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.tuple(anyStated(framework, 'enterprise')) },
    fc.tuple(anyStated(framework, 'enterprise'), anyStated(framework, 'mobile')),
  ),
);

/** The set of what is stated, as a build makes it of one document. */
export function exportSetOf(stated: Stated): ExportSet {
  return dealtSet(stated, 1, false);
}

/** The same, its rows dealt out to documents; `backwards` has these in the other order. */
export function dealtSet(stated: Stated, count: number, backwards: boolean): ExportSet {
  const { key, filter } = stated;
  const documents = Array.from({ length: count }, (_, i) => documentOf(stated, i, count));
  if (backwards) documents.reverse();
  const framework = frameworkOf(key.framework, key.framework_version, undefined);
  const attack = viewOf(key.domain, key.attack_version);
  const made = assemble(documents, {
    key,
    framework,
    resolve: techniqueResolver(attack),
    attribution: ['Mappings by Example, Apache-2.0'],
    report: () => undefined,
  });
  const set: MappingSet = {
    ...made,
    ...(filter === undefined ? {} : { filter }),
    dates: { created: '2023-12-11', modified: '2024-03-18' },
    attack: attack.index.release,
  };
  return { set, framework, attack, path: setPath(key) };
}

/** Every nth row; the first document has the rest of what is stated. */
function documentOf(stated: Stated, nth: number, count: number): DocumentRecords {
  const { key, rows, metadata, types, groups } = stated;
  const place = { pointer: '' };
  const records: ParsedRecord[] = rows
    .filter((_, i) => i % count === nth)
    .map((fields) => ({ kind: 'row', set: key, fields, place }));
  if (nth === 0) {
    records.push(
      { kind: 'header', set: key, metadata, place },
      ...Object.entries(types).map(
        ([id, fields]): ParsedRecord => ({
          ...{ kind: 'mapping-type', set: key, id, place },
          fields: fields as Fields,
        }),
      ),
      ...Object.entries(groups).map(
        ([id, name]): ParsedRecord => ({ kind: 'group', set: key, id, name, place }),
      ),
    );
  }
  const document = {
    url: `set-${nth}.json`,
    sha256: String(nth).repeat(64),
    parser: 'unified-json',
  };
  return { document, records };
}
