import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPlaces } from '../../src/formats/json-places.ts';
import { TextLines } from '../../src/formats/text-lines.ts';
import { jsonPointer } from '../../src/model/json-pointer.ts';

/** The text of a value as it was found. */
function textAt(text: string, pointer: string): string {
  const place = jsonPlaces(text, [pointer]).get(pointer);
  return place === undefined ? '' : text.slice(place.start, place.end);
}

describe('places of values', () => {
  it('finds each value of any document, however it is laid out', () => {
    const indents = fc.constantFrom(undefined, 1, 2, '\t');
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), indents, (value, indent) => {
        const plain = JSON.parse(JSON.stringify(value));
        const text = JSON.stringify(plain, null, indent);
        const all = [...pointersOf(plain)];
        const places = jsonPlaces(
          text,
          all.map(([pointer]) => pointer),
        );
        for (const [pointer, wanted] of all) {
          const place = places.get(pointer);
          expect(place?.pointer).toBe(pointer);
          expect(JSON.parse(text.slice(place?.start, place?.end))).toEqual(wanted);
        }
      }),
    );
  });

  it('places what is not there at its nearest ancestor', () => {
    const text = '{"a":{"b":[1,{"c":2}]},"d":7}';
    const asked = ['/a/b/5/c', '/a/x/y', '/d/e', '/z', '/a/b/1/c/d', '/a/b/01'];
    const places = jsonPlaces(text, asked);
    expect(asked.map((pointer) => places.get(pointer)?.pointer)).toEqual([
      '/a/b',
      '/a',
      '/d',
      '',
      '/a/b/1/c',
      '/a/b',
    ]);
  });

  it('reads names with escapes, slashes and tildes', () => {
    const text = '{"a\\"b": 1, "\\u0063/d": 2, "e~f": 3, "": 4, "__proto__": {"g": 5}}';
    expect(textAt(text, '/a"b')).toBe('1');
    expect(textAt(text, '/c~1d')).toBe('2');
    expect(textAt(text, '/e~0f')).toBe('3');
    expect(textAt(text, '/')).toBe('4');
    expect(textAt(text, '/__proto__/g')).toBe('5');
  });

  it('takes the last of members that stand twice, and nothing of the first', () => {
    const text = '{"a":{"b":1,"c":2},"a":{"b":3}}';
    expect(textAt(text, '/a/b')).toBe('3');
    expect(jsonPlaces(text, ['/a/c']).get('/a/c')?.pointer).toBe('/a');
    expect(textAt('{"a":{"b":1},"a":7}', '/a/b')).toBe('7');
  });

  it('is not led astray by what strings hold', () => {
    const text = '{"x":"{\\"y\\":[1,2]}\\\\","y":[3,"]",4]}';
    expect(textAt(text, '/y/2')).toBe('4');
  });

  it('knows what surrounds an element', () => {
    const text = '{ "a": [1 , 2], "b": 3 }';
    const places = jsonPlaces(text, ['/a/0', '/a/1', '/b']);
    expect(places.get('/a/0')).toMatchObject({ index: 0, before: 7, next: 12 });
    expect(places.get('/a/1')).toMatchObject({ index: 1, before: 10, next: undefined });
    expect(places.get('/b')).toMatchObject({ index: 1, elementStart: 16, start: 21, before: 14 });
  });

  it('goes as deep as JSON.parse does', () => {
    const depth = 5000;
    const text = `${'['.repeat(depth)}1${']'.repeat(depth)}`;
    expect(textAt(text, '/0'.repeat(depth))).toBe('1');
  });
});

describe('lines of a text', () => {
  it('are those of editors, with either line end', () => {
    const text = 'ab\r\nc\n\nd';
    const lines = new TextLines(text);
    const at = (char: string) => lines.at(text.indexOf(char));
    expect(at('b')).toEqual({ line: 1, column: 2 });
    expect(at('c')).toEqual({ line: 2, column: 1 });
    expect(at('d')).toEqual({ line: 4, column: 1 });
    expect([1, 2, 3, 4].map((line) => lines.slice(line, 1, 9))).toEqual(['ab', 'c', '', 'd']);
    expect(lines.slice(5, 1, 9)).toBeUndefined();
    expect(lines.slice(1, 2, 1)).toBe('b');
  });
});

function* pointersOf(value: unknown, at = ''): Generator<[string, unknown]> {
  yield [at, value];
  if (value === null || typeof value !== 'object') return;
  for (const [name, member] of Object.entries(value))
    yield* pointersOf(member, at + jsonPointer(name));
}
