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
  { id: 'XY-2', description: 'Plain\ntext < html' },
  { id: null, description: 'Nobody' },
  { id: 'XY-3', description: ' ' },
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
        place: { pointer: '/1' },
      },
    ]);
    expect(
      only(records, 'diagnostic').map(({ diagnostic }) => [
        diagnostic.place.pointer,
        diagnostic.message,
      ]),
    ).toEqual([
      ['/0', 'links to no web address are left out: #x'],
      ['/2', 'an entry without an id is left out'],
      ['/3', 'an entry without a description is left out'],
    ]);
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
