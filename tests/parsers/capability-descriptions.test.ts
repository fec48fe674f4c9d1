import { describe, expect, it } from 'vitest';
import { capabilityDescriptions } from '../../src/parsers/capability-descriptions.ts';
import { describeParser, read } from './contract.ts';
import { only } from './fixture.ts';

const ENTRIES = [
  {
    id: 'XY-1 ',
    description:
      '<p>Watch the <a href="https://example.org/d">door</a>, <a href="#x">here</a>.</p><p>Always.</p>',
  },
  { id: 'XY-2', description: 'Plain\ntext < html', tags: ['wet', { deep: 1 }] },
  { id: null, description: 'Nobody' },
  { id: 'XY-3', description: ' ' },
  { id: 'XY-4', owner: 'porter' },
];
const good = JSON.stringify(ENTRIES);

describeParser('capability-descriptions', capabilityDescriptions, { good, hasRows: false });

describe('capability-descriptions', () => {
  it('gives text and links, and reports incomplete entries', async () => {
    const set = { framework: 'acme' };
    const records = await read(capabilityDescriptions, good, set);
    expect(only(records, 'capability')).toEqual([
      {
        kind: 'capability',
        set,
        id: 'XY-1',
        description: {
          text: 'Watch the door, here.\n\nAlways.',
          links: [{ url: 'https://example.org/d', text: 'door' }],
        },
        place: { pointer: '/0' },
      },
      {
        kind: 'capability',
        set,
        id: 'XY-2',
        description: { text: 'Plain\ntext < html' },
        additional: { tags: ['wet', { deep: 1 }] },
        place: { pointer: '/1' },
      },
      {
        kind: 'capability',
        set,
        id: 'XY-4',
        additional: { owner: 'porter' },
        place: { pointer: '/4' },
      },
    ]);
    expect(
      only(records, 'diagnostic').map(({ diagnostic }) => [
        diagnostic.place.pointer,
        diagnostic.message,
      ]),
    ).toEqual([
      ['/0', 'links to no web address are left out: #x'],
      ['/1/tags', 'the member "tags" is not known; it is carried along'],
      ['/2', 'an entry without an id is left out: {"description":"Nobody"}'],
      ['/3', '"XY-3" has no description'],
      ['/4/owner', 'the member "owner" is not known; it is carried along'],
      ['/4', '"XY-4" has no description'],
    ]);
  });

  it('says where an entry without an id is and how it begins, however long it is', async () => {
    const text = JSON.stringify([{ description: `Lamps ${'x'.repeat(9000)}`, owner: 'me' }]);
    const [record] = only(await read(capabilityDescriptions, text), 'diagnostic');
    expect(record?.diagnostic.place).toEqual({ pointer: '/0' });
    expect(record?.diagnostic.message).toMatch(
      /left out: \{"description":"Lamps x{400,}… \(\d+ char/,
    );
  });

  it.each([
    ['no entries', '[]', /expected a list of descriptions, found an empty list/],
    ['entries of another kind', '["x"]', /expected an object, found "x" at \/0/],
    [
      'an id of another kind',
      '[{"id":["a"],"description":"b"}]',
      /expected text, found a list of 1 at \/0\/id/,
    ],
    [
      'elements in elements without end',
      JSON.stringify([{ id: 'a', description: '<b>'.repeat(40_000) }]),
      /at most 256 elements within one another/,
    ],
  ])('refuses %s', async (_, text, message) => {
    await expect(read(capabilityDescriptions, text)).rejects.toThrow(message);
  });
});
