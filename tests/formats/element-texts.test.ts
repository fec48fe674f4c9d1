import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementTexts } from '../../src/formats/element-texts.ts';

describe('the elements of a list as they are written', () => {
  it('are those of the list, whatever they are and however they are laid out', () => {
    const indents = fc.constantFrom(undefined, 1, '\t');
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 3 })), indents, (list, indent) => {
        const text = JSON.stringify({ before: [1], list, after: {} }, null, indent);
        const texts = elementTexts(text, '/list');
        expect(texts.map((element) => JSON.parse(element))).toEqual(JSON.parse(text).list);
        for (const element of texts) expect(element).toBe(element.trim());
      }),
    );
  });

  it('keep their spaces, digits and order of members', () => {
    const text = '{"list": [ {"b" : 1.0 , "a":"\\u0041"},\r\n\t2e0 ,"]," ]}';
    expect(elementTexts(text, '/list')).toEqual(['{"b" : 1.0 , "a":"\\u0041"}', '2e0', '"],"']);
  });

  it('are those of the last list of that name, as JSON.parse has it', () => {
    expect(elementTexts('{"list":[1],"list":[2,3]}', '/list')).toEqual(['2', '3']);
  });

  it.each(['{}', '[]', '7', '{"list":{}}', '{"list":7}', '{"list":[]}', '{"list":[ ]}'])(
    'are none in %s',
    (text) => {
      expect(elementTexts(text, '/list')).toEqual([]);
    },
  );
});
