import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortWordChanges, wordChanges } from '../../src/report/word-changes.ts';

const marked = (old: string, next: string, read = wordChanges) =>
  read(old, next)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'old' ? `[${text}]` : `{${text}}`))
    .join('');

describe('the words that changed', () => {
  it.each([
    ['a b c', 'a b c', 'a b c'],
    ['a b c', 'a x c', 'a [b ]{x }c'],
    ['a b c', 'a c', 'a [b ]c'],
    ['a c', 'a b c', 'a {b }c'],
    ['', 'a b', '{a b}'],
    ['a b', '', '[a b]'],
    ['it blocks all known', 'it blocks  known', 'it blocks  [all ]known'],
    ['one two three four', 'two three one four', '[one ]two three {one }four'],
  ])('from %j to %j', (old, next, expected) => {
    expect(marked(old, next)).toBe(expected);
  });

  it('are told when white space is all that differs', () => {
    expect(marked('a b', 'a  b')).toBe('[a ]{a  }b');
  });

  it('give either text back, white space apart', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', '\n', '  ')).map((w) => w.join(' '));
    const bare = (pieces: string[]) => pieces.join('').replace(/\s+/g, ' ').trim();
    fc.assert(
      fc.property(text, text, (old, next) => {
        const pieces = wordChanges(old, next);
        const without = (kind: string) =>
          bare(pieces.flatMap((piece) => (piece.kind === kind ? [] : piece.text)));
        expect(without('new')).toBe(bare([old]));
        expect(without('old')).toBe(bare([next]));
      }),
    );
  });

  it('of texts with very many words are one whole replaced by another', () => {
    const many = (word: string) => Array.from({ length: 1001 }, (_, i) => `${word}${i}`).join(' ');
    const pieces = wordChanges(`same ${many('a')} end`, `same ${many('b')} end`);
    expect(pieces.map(({ kind }) => kind)).toEqual(['same', 'old', 'new', 'same']);
  });

  it('leave out the middle of what is equal', () => {
    const same = 'word '.repeat(40);
    expect(
      marked(`${same}old ${same}x ${same}`, `${same}new ${same}x ${same}`, shortWordChanges),
    ).toBe(`…${same.slice(-30)}[old ]{new }${`${same}x ${same}`.slice(0, 30)}…`);
  });
});
