import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonElements } from '../../src/formats/json-elements.ts';

const elements = (text: string) => [...jsonElements(Buffer.from(text), 'objects', 'd.json')];

it('yields what JSON.parse would, whatever the elements hold', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ maxDepth: 4 })),
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom(undefined, 2, '\t'),
      (objects, other, space) => {
        const text = JSON.stringify(
          {
            type: 'bundle',
            before: { objects: [other] },
            '"objects"': other,
            objects,
            after: other,
          },
          undefined,
          space,
        );
        expect(elements(text)).toEqual(JSON.parse(text).objects);
      },
    ),
  );
});

it.each([
  ['an escaped quote', '{"objects":["\\\\\\"]",1]}', ['\\"]', 1]],
  ['an empty list', '{"objects":[ ]}', []],
])('reads %s', (_, text, expected) => {
  expect(elements(text)).toEqual(expected);
});

it.each([
  ['a document that breaks off', '{"objects":[{"a":1},{"b', /breaks off/],
  ['a string that never ends', '{"objects":["abc', /breaks off/],
  ['a broken element', '{"objects":[{"a":}]}', /malformed JSON at line 1, column 6/],
  ['no such list', '{"other":[1]}', /expected a document with a list "objects"/],
  ['a list elsewhere', '[{"objects":[1]}]', /expected a document with a list "objects"/],
  ['a web page', '<html>', /found a web page/],
])('refuses %s', (_, text, message) => {
  expect(() => elements(text)).toThrow(message);
});
