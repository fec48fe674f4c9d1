import fc from 'fast-check';
import { JsonStreamStringify } from 'json-stream-stringify';
import { describe, expect, it } from 'vitest';
import {
  indentedJson,
  lineJson,
  listJson,
  listLines,
  prettyJson,
} from '../../src/formats/json-text.ts';

const text = (chunks: Iterable<string>) => [...chunks].join('');

async function collect(chunks: AsyncIterable<string>): Promise<string> {
  let out = '';
  for await (const chunk of chunks) out += chunk;
  return out;
}

async function compact(value: unknown): Promise<string> {
  const stream = new JsonStreamStringify(value);
  stream.setEncoding('utf8');
  let out = '';
  for await (const chunk of stream) out += chunk;
  return out;
}

/** Raw line breaks stand between members and elements only: in strings they are escaped. */
const withoutBreaks = (json: string) => json.replaceAll('\n', '');

const PROTO = JSON.parse('{"__proto__": {"polluted": [1]}, "a": {"__proto__": null}}');
const TABLE: readonly [name: string, value: Record<string, unknown>][] = [
  ['an empty document', {}],
  ['empty members', { list: [], object: {}, text: '', nothing: null }],
  ['undefined members', { a: undefined, b: 1, c: { d: undefined } }],
  ['__proto__ keys', PROTO],
  ['text that needs escapes', { 'a"b\n': ['\u2028', '\u0000', '\ud800', 'é', '"', '\\'] }],
  ['nested lists', { rows: [[[]], [{}], { a: [1, 2.5, -0, 1e21] }] }],
  [
    'more than a chunk',
    { rows: Array.from({ length: 5000 }, (_, i) => ({ i, t: 'x'.repeat(40) })) },
  ],
];
const documents = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }));

describe('prettyJson', () => {
  it.each(TABLE)('writes the bytes of JSON.stringify with indent 2: %s', async (_, value) => {
    expect(await collect(prettyJson(value))).toBe(`${JSON.stringify(value, null, 2)}\n`);
  });

  it('does so for any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (value) => {
        expect(await collect(prettyJson(value))).toBe(`${JSON.stringify(value, null, 2)}\n`);
      }),
    );
  });
});

describe('indentedJson', () => {
  it.each(TABLE)('writes the bytes of prettyJson: %s', async (_, value) => {
    expect(text(indentedJson(value))).toBe(await collect(prettyJson(value)));
  });

  it('does so for any document', () => {
    fc.assert(
      fc.property(documents, (value) => {
        expect(text(indentedJson(value))).toBe(`${JSON.stringify(value, null, 2)}\n`);
      }),
    );
  });
});

describe('lineJson', () => {
  it.each(TABLE)('parses back to the same document: %s', (_, value) => {
    const written = text(lineJson(value));
    expect(written).toMatch(/\n}\n$/);
    expect(JSON.stringify(JSON.parse(written))).toBe(JSON.stringify(value));
  });

  it.each(TABLE)(
    'has the bytes of json-stream-stringify but for line breaks: %s',
    async (_, value) => {
      expect(withoutBreaks(text(lineJson(value)))).toBe(await compact(value));
    },
  );

  it('does both for any JSON document', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (value) => {
        const written = text(lineJson(value));
        expect(JSON.stringify(JSON.parse(written))).toBe(JSON.stringify(value));
        expect(withoutBreaks(written)).toBe(await compact(value));
      }),
    );
  });

  it('writes null for an undefined element and leaves an undefined member out', () => {
    expect(text(lineJson({ a: undefined, rows: [undefined, 1] }))).toBe(
      '{\n"rows":[\nnull,\n1\n]\n}\n',
    );
  });

  it('has a line per member and element', () => {
    expect(text(lineJson({ a: 1, rows: [{ b: 2 }, { c: 3 }] })).split('\n')).toEqual([
      '{',
      '"a":1,',
      '"rows":[',
      '{"b":2},',
      '{"c":3}',
      ']',
      '}',
      '',
    ]);
  });

  it('holds a chunk, not the document', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ i }));
    const chunks = [...lineJson({ rows })];
    expect(chunks.length).toBeGreaterThan(2);
    for (const chunk of chunks) expect(chunk.length).toBeLessThan(70_000);
  });
});

it('listJson writes the bytes of lineJson', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()),
      fc.array(fc.jsonValue()),
      (head, list) => {
        const { list: _, ...rest } = head;
        const elements = list.map((element) => JSON.stringify(element));
        // A member that is itself a list has lines of its own in lineJson.
        for (const [key, value] of Object.entries(rest))
          if (Array.isArray(value)) Reflect.deleteProperty(rest, key);
        expect(text(listJson(rest, 'list', listLines(elements)))).toBe(
          text(lineJson(Object.fromEntries([...Object.entries(rest), ['list', list]]))),
        );
      },
    ),
  );
});
