import { describe, expect, it } from 'vitest';
import { readHtml } from '../../src/formats/html.ts';
import { HTML_LIMITS } from '../../src/formats/html-limits.ts';
import { hasOwnEnd, lineAt, markupIn, rawHref, textIn } from '../../src/formats/html-text.ts';

const read = (text: string, limits = {}) =>
  readHtml(Buffer.from(text), 'page', { ...HTML_LIMITS, ...limits });
const page = (inner: string) => `<html><body>${inner}</body></html>`;

describe('a page', () => {
  it('is searched by selectors, without what is in tables', () => {
    const { select } = read(page('<div id="a"><b class="x y">1</b><table><b>2</b></table></div>'));
    expect(select('#a b.y').map(textIn)).toEqual(['1']);
    expect(select('#a table').map(textIn)).toEqual(['2']);
    expect(select('i')).toEqual([]);
  });

  it.each([
    ['nothing', '  \n', 'an empty document'],
    ['other text', '{"a":1}', '"{"a":1}"'],
    ['half a page', page('<p>one</p>').slice(0, -8), 'one that breaks off without </html>'],
  ])('is no %s', (_, text, found) => {
    expect(() => read(text)).toThrow(`expected a whole web page, found ${found}: fetch it again`);
  });

  it.each([
    ['bytes', { bytes: 20 }],
    ['nodes', { nodes: 4 }],
    ['elements within one another', { depth: 3 }],
    ['attributes of one element', { attributes: 1 }],
    ['elements of SVG and MathML', { foreign: 0 }],
    ['pieces of text', { pieces: 0 }],
  ])('has a limit of %s', (unit, limits) => {
    const text = page('<p a b><svg></svg></p><p>two</p>');
    expect(() => read(text)).not.toThrow();
    const [limit = 0] = Object.values(limits);
    expect(() => read(text, limits)).toThrow(`expected a page of at most ${limit} ${unit}`);
  });

  it('may be as large as its limits', () => {
    const text = page('<p a b>one</p>');
    expect(() =>
      read(text, { bytes: text.length, nodes: 4, depth: 3, attributes: 2 }),
    ).not.toThrow();
  });

  it('tells where its first unreadable byte is', () => {
    const body = Buffer.from(page('<p>one</p>\n<p>caf\u00e9</p>'), 'latin1');
    expect(readHtml(body, 'page').undecodableLine).toBe(2);
    expect(read(page('caf\ufffd')).undecodableLine).toBeUndefined();
  });
});

describe('markup', () => {
  it('comes back as it stands, entities, elements and all', () => {
    const inner = 'a &amp; b <Name> &CActivity\n <br>';
    const { select, source } = read(page(`<div>${inner}</div>`));
    expect(select('div').map((div) => markupIn(div, source))).toEqual([inner]);
  });

  it('begins where the tag ends, whatever is no node before the first one', () => {
    const { select, source } = read(
      page(
        `<i></b>one</i><i title="a>b" class='"c>"'></li></i><i =">two</i><i title = "d>">three</i>`,
      ),
    );
    expect(select('i').map((i) => markupIn(i, source))).toEqual([
      '</b>one',
      '</li>',
      'two',
      'three',
    ]);
  });

  it('tells whether an element ends in its own tag', () => {
    const { select, source } = read(page('<div><i>one<b>two</I ></div><p>three<p>four</p><u><b>'));
    const ends = select('i, b, p, u').map((element) => [element.name, hasOwnEnd(element, source)]);
    expect(ends).toEqual([
      ['i', true],
      ['b', false],
      ['p', false],
      ['p', true],
      ['u', false],
      ['b', false],
    ]);
  });

  it('of an empty element is empty, of one without an end tag undefined', () => {
    const { select, source } = read(page('<i></i><b></b ><div><p>one</div>'));
    const [i, b, p] = select('i, b, p');
    expect(i && markupIn(i, source)).toBe('');
    expect(b && markupIn(b, source)).toBe('');
    expect(p && markupIn(p, source)).toBeUndefined();
  });

  it('of links is no entity', () => {
    const { select, source } = read(
      page('<a href="?a&copy=1&amp;b">1</a><a href=?c&amp;d>2</a><a>3</a>'),
    );
    expect(select('a').map((a) => rawHref(a, source))).toEqual([
      '?a&copy=1&amp;b',
      '?c&d',
      undefined,
    ]);
  });

  it('has lines from 1', () => {
    expect([0, 1, 2, 3].map((position) => lineAt('a\nb\n', position))).toEqual([1, 1, 2, 2]);
  });
});
