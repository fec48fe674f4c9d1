import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editJson } from '../../src/formats/json-edits.ts';

function edit(text: string, pointer: string, ...values: unknown[]): string {
  return editJson(text, [[{ pointer, values }]]).text;
}

describe('edits of a JSON text', () => {
  it('change a value and no other byte', () => {
    const text = '{\r\n\t"a" : "x ",\r\n\t"b":[ 1.0, 2e3 ]\r\n}\r\n';
    expect(edit(text, '/a', 'x')).toBe(text.replace('"x "', '"x"'));
    expect(edit(text, '/b/0', 7)).toBe(text.replace('1.0', '7'));
  });

  it('remove elements and members with their commas', () => {
    expect(edit('[1, 2, 3]', '/0')).toBe('[2, 3]');
    expect(edit('[1, 2, 3]', '/1')).toBe('[1, 3]');
    expect(edit('[1, 2, 3]', '/2')).toBe('[1, 2]');
    expect(edit('[ 1 ]', '/0')).toBe('[  ]');
    expect(edit('{"a": 1, "b": 2}', '/a')).toBe('{"b": 2}');
    expect(edit('{\n  "a": 1,\n  "b": 2\n}', '/b')).toBe('{\n  "a": 1\n}');
  });

  it('remove any elements of any list and leave the others', () => {
    const list = fc.array(fc.tuple(fc.integer(), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(list, fc.constantFrom(undefined, 2), (elements, indent) => {
        const text = JSON.stringify(
          elements.map(([value]) => ({ value })),
          null,
          indent,
        );
        const groups = elements.flatMap(([, goes], i) =>
          goes ? [[{ pointer: `/${i}`, values: [] }]] : [],
        );
        const { text: after, applied } = editJson(text, groups.reverse());
        expect(JSON.parse(after)).toEqual(
          elements.filter(([, goes]) => !goes).map(([value]) => ({ value })),
        );
        expect(applied).not.toContain(false);
      }),
    );
  });

  it('put several in the place of one, laid out as the list is', () => {
    expect(edit('{"r": ["a b", "c"]}', '/r/0', 'a', 'b')).toBe('{"r": ["a", "b", "c"]}');
    expect(edit('["c",\n  "a b"\n]', '/1', 'a', 'b')).toBe('["c",\n  "a",\n  "b"\n]');
    expect(edit('[\n  "a b"\n]', '/0', 'a', 'b')).toBe('[\n  "a",\n  "b"\n]');
    expect(edit('["a b"]', '/0', 'a', 'b')).toBe('["a", "b"]');
  });

  it('are applied as groups, the first of those that meet', () => {
    const text = '{"row":{"a":1,"b":2},"c":3}';
    const result = editJson(text, [
      [{ pointer: '/row/a', values: [9] }],
      [
        { pointer: '/row', values: [] },
        { pointer: '/c', values: [8] },
      ],
      [{ pointer: '/row/a', values: [9] }],
      [{ pointer: '/row/a', values: [7] }],
      [
        { pointer: '/row/b', values: [5] },
        { pointer: '/row/a', values: [6] },
      ],
      [{ pointer: '/row/b', values: [4] }],
    ]);
    expect(result.applied).toEqual([true, false, true, false, false, true]);
    expect(result.text).toBe('{"row":{"a":9,"b":4},"c":3}');
  });

  it.each([
    ['a place that is not there', '/x', [1]],
    ['the whole document', '', []],
    ['a member by several', '/a', [1, 2]],
  ])('leave %s alone', (_, pointer, values) => {
    const text = '{"a":1}';
    expect(editJson(text, [[{ pointer, values }]])).toEqual({ text, applied: [false] });
  });
});
