import { describe, expect, it } from 'vitest';
import { jsonDuplicates } from '../../src/formats/json-duplicates.ts';

const duplicates = (text: string, most = 10) => jsonDuplicates(text, JSON.parse(text), most);

describe('members that stand twice', () => {
  it('are found with the place of the second', () => {
    const text = '{"a":[{"b":1},{"b":1,"c":{"d":1,"\\u0064":2},"b":3}]}';
    expect(duplicates(text)).toEqual([
      { name: 'd', pointer: '/a/1/c/d', offset: text.indexOf('"\\u0064"') },
      { name: 'b', pointer: '/a/1/b', offset: text.lastIndexOf('"b"') },
    ]);
  });

  it('are found when the first one held more', () => {
    expect(duplicates('{"a":{"x":1,"y":2},"a":1}')).toMatchObject([{ pointer: '/a' }]);
  });

  it('are no more than asked for', () => {
    expect(duplicates(`{${Array(50).fill('"a":1').join(',')}}`, 3)).toHaveLength(3);
  });

  it.each(['{}', '[]', '"a:"', '{"a":{"a":["a:","\\":"]},"__proto__":1,"b":"a"}'])(
    'are not in %s',
    (text) => {
      expect(duplicates(text)).toEqual([]);
    },
  );
});
