import { GENERATOR_IDENTITY, TLP_CLEAR } from '../../src/exporters/stix/generator.ts';
import { MITRE_IDENTITY, MITRE_MARKING } from '../../src/rules/object-of-attack.ts';

type Json = Record<string, unknown>;

export const UUID = '5d0092c5-5f74-4287-9642-33f4c354e56d';
const OTHER_UUID = 'a93494bb-4b80-4ea1-8695-3236a49916fd';
export const T1 = '2024-01-01T00:00:00.000Z';
const T2 = '2024-02-01T00:00:00.000Z';
const T3 = '2024-03-01T00:00:00.000Z';

export const report = (more: Json = {}): Json => ({
  ...{ type: 'report', id: `report--${UUID}`, created: T1, modified: T1, name: 'R' },
  ...more,
});
export const note = (more: Json = {}): Json => ({
  ...{ type: 'note', id: `note--${UUID}`, created: T1, modified: T2, content: 'C' },
  ...more,
});
export const marking = (more: Json = {}): Json => ({
  ...{ type: 'marking-definition', id: `marking-definition--${UUID}`, created: T1 },
  ...{ definition_type: 'statement', definition: { statement: 'S' } },
  ...more,
});
const without = (object: Json, ...names: string[]): Json =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
const revoked = note({ revoked: true });
export const OURS = { created_by_ref: GENERATOR_IDENTITY.id };

/** Objects of two bundles that break one rule, and where in the later one. */
export const CASES: readonly [
  rule: string,
  what: string,
  earlier: Json[],
  later: Json[],
  at: string,
][] = [
  ['bundle-unrelated', 'other ids', [note()], [report()], '/objects'],
  ['bundle-unrelated', 'markings alone', [note(), marking()], [report(), marking()], '/objects'],
  ['bundle-unrelated', 'nothing before', [], [report()], '/objects'],
  ['bundle-object-missing', 'gone', [report(), note()], [report()], '/objects'],
  [
    'bundle-object-missing',
    'gone after it was revoked',
    [report(), revoked],
    [report()],
    '/objects',
  ],
  ['bundle-created-changed', 'later', [note()], [note({ created: T2 })], '/objects/0/created'],
  [
    'bundle-created-changed',
    'of a marking',
    [report(), marking()],
    [report(), marking({ created: T2 })],
    '/objects/1/created',
  ],
  [
    'bundle-change-without-version',
    'another text',
    [note()],
    [note({ content: 'D' })],
    '/objects/0/modified',
  ],
  [
    'bundle-change-without-version',
    'the same time in other digits',
    [note()],
    [note({ content: 'D', modified: '2024-02-01T00:00:00Z' })],
    '/objects/0/modified',
  ],
  ['bundle-change-without-version', 'revoked', [note()], [revoked], '/objects/0/modified'],
  [
    'bundle-change-without-version',
    'a member named __proto__',
    [note(JSON.parse('{"extensions":{"__proto__":{"a":1}}}'))],
    [note({ extensions: {} })],
    '/objects/0/modified',
  ],
  [
    'bundle-change-without-version',
    'a marking, whatever times it has',
    [report(), marking({ modified: T1 })],
    [report(), marking({ modified: T2, definition: { statement: 'T' } })],
    '/objects/1',
  ],
  [
    'bundle-modified-earlier',
    'nothing changed',
    [note()],
    [note({ modified: T1 })],
    '/objects/0/modified',
  ],
  [
    'bundle-modified-earlier',
    'a change',
    [note()],
    [note({ modified: T1, content: 'D' })],
    '/objects/0/modified',
  ],
  [
    'bundle-modified-earlier',
    'by less than a millisecond',
    [note({ modified: '2024-02-01T00:00:00.00002Z' })],
    [note({ modified: '2024-02-01T00:00:00.000019Z' })],
    '/objects/0/modified',
  ],
  [
    'bundle-version-without-change',
    'later',
    [note()],
    [note({ modified: T3 })],
    '/objects/0/modified',
  ],
  ['bundle-revoked-changed', 'lives', [revoked], [note({ modified: T3 })], '/objects/0'],
  [
    'bundle-revoked-changed',
    'lives, as it says',
    [revoked],
    [note({ modified: T3, revoked: false })],
    '/objects/0/revoked',
  ],
  [
    'bundle-revoked-changed',
    'another text',
    [revoked],
    [note({ revoked: true, modified: T3, content: 'D' })],
    '/objects/0',
  ],
  [
    'bundle-revoked-changed',
    'a later time',
    [revoked],
    [{ ...revoked, modified: T3 }],
    '/objects/0',
  ],
  [
    'bundle-modified-before-created',
    'new',
    [report()],
    [report(), note({ created: T3 })],
    '/objects/1/modified',
  ],
  ['bundle-timestamp', 'none', [note()], [without(note(), 'modified')], '/objects/0/modified'],
  [
    'bundle-timestamp',
    'a date',
    [note()],
    [note({ modified: '2024-02-01' })],
    '/objects/0/modified',
  ],
  [
    'bundle-timestamp',
    'no such day',
    [note()],
    [note({ modified: '2024-02-30T00:00:00Z' })],
    '/objects/0/modified',
  ],
  [
    'bundle-timestamp',
    'a number',
    [note()],
    [note({ created: 7, content: 'D', modified: T3 })],
    '/objects/0/created',
  ],
  [
    'bundle-timestamp',
    'no time before',
    [note({ modified: null })],
    [note()],
    '/objects/0/modified',
  ],
  [
    'bundle-timestamp',
    'in a new object',
    [report()],
    [report(), note({ created: `${T1} ` })],
    '/objects/1/created',
  ],
  [
    'bundle-other-bytes',
    'members in another order',
    [note()],
    [Object.fromEntries(Object.entries(note()).reverse())],
    '/objects/0',
  ],
  [
    'bundle-other-bytes',
    'the same time in other digits',
    [note()],
    [note({ modified: '2024-02-01T00:00:00Z' })],
    '/objects/0',
  ],
];

/** Objects of two bundles that break no rule. */
export const GOOD: readonly [what: string, earlier: unknown[], later: unknown[]][] = [
  ['the same bytes', [note(), report(), marking()], [note(), report(), marking()]],
  ['another place', [note(), report()], [report(), note()]],
  ['a change with a later time', [note()], [note({ content: 'D', modified: T3 })]],
  [
    'a change a microsecond later',
    [note()],
    [note({ content: 'D', modified: '2024-02-01T00:00:00.000001Z' })],
  ],
  ['revoked with a later time', [note()], [note({ revoked: true, modified: T3 })]],
  ['revoked, and kept so', [revoked], [revoked]],
  [
    'one that returns under a new id',
    [revoked],
    [revoked, note({ id: `note--${OTHER_UUID}`, created: T3, modified: T3 })],
  ],
  ['a constant that is gone', [note(), marking(), identity(), definition()], [note()]],
  [
    'an observable that is gone, or changed',
    [note(), address('a'), address('b', 'c')],
    [note(), address('b', 'd')],
  ],
  ['objects of ATT&CK that are gone', [note(), ...attack()], [note()]],
  [
    'two versions of one object, of which the latest counts',
    [note(), note({ content: 'D', modified: T3 })],
    [note({ content: 'D', modified: T3 }), note()],
  ],
  [
    'ours beside what others made and changed',
    [note(OURS), report(), ...attack(), { ...TLP_CLEAR }],
    [note(OURS), report({ name: 'S' }), ...attack().map((object) => ({ ...object, name: 'N' }))],
  ],
  ['what is no object, or has no id', [note(), null, 7, [], 'a', { id: 7 }, {}], [note()]],
];

export function identity(more: Json = {}): Json {
  return { type: 'identity', id: `identity--${UUID}`, created: T1, modified: T1, ...more };
}
function definition(): Json {
  return {
    type: 'extension-definition',
    id: `extension-definition--${UUID}`,
    created: T1,
    modified: T1,
  };
}
function address(key: string, value = key): Json {
  return { type: 'ipv4-addr', id: `ipv4-addr--${key}`, value };
}
function attack(): Json[] {
  const times = { created: T1, modified: T1 };
  return [
    {
      type: 'attack-pattern',
      id: 'attack-pattern--1',
      ...times,
      external_references: [null, { source_name: 'mitre-attack' }],
    },
    {
      type: 'attack-pattern',
      id: 'attack-pattern--2',
      ...times,
      external_references: [{ source_name: 'mitre-ics-attack' }],
    },
    { type: 'x-mitre-tactic', id: 'x-mitre-tactic--1', ...times },
    { type: 'relationship', id: 'relationship--1', ...times, created_by_ref: MITRE_IDENTITY },
    { type: 'identity', id: MITRE_IDENTITY, ...times },
    { type: 'marking-definition', id: MITRE_MARKING, created: T1 },
  ];
}
