import { describe, expect, it } from 'vitest';
import { passElements } from '../../src/formats/html-links.ts';

const links = (markup: string, marks: readonly string[] = []) => {
  const found: string[] = [];
  passElements(Buffer.from(markup), 'x', new Set(['a']), ({ attributes: { href = '' }, isIn }) =>
    found.push([href.trim(), ...marks.filter(isIn)].join(' ')),
  );
  return found;
};
const page = (body: string) => `<!DOCTYPE html>\n<html><body>${body}</body></html>`;

describe('passElements', () => {
  it('shows elements with the ids and classes that they stand in', () => {
    const body =
      '<a href=0>x</a><div id="t" class="wide  downloads"><p><a href="\n 1">y<a href=2 class=t>z</div><a href="3">&amp;</a><br class="downloads"><a href="a&amp;b">';
    expect(links(page(body), ['#t', '.downloads', '.wide', '.t', '#downloads', '.down'])).toEqual([
      '0',
      '1 #t .downloads .wide',
      '2 #t .downloads .wide',
      '3',
      'a&b',
    ]);
  });

  it('knows no marks that are parts of others, or made up of several', () => {
    const body = '<div id="a .b" class="c-d"><a href=1></a></div>';
    expect(links(page(body), ['.b', '#a', '.c', '.d', '.c-d'])).toEqual(['1 .c-d']);
  });

  it('counts elements of one class as they come and go', () => {
    const body =
      '<div class="t t"><p class="t"><a href=1></a></p><a href=2></a></div><a href=3></a><i class="T"><a href=4></a></i>';
    expect(links(page(body), ['.t', '#t'])).toEqual(['1 .t', '2 .t', '3', '4']);
  });

  it('asks what it stands in as often as there are links, however much that is', () => {
    const opened = Array.from(
      { length: 200 },
      (_, i) => `<div class="${`c${i} `.repeat(10_000)}">`,
    );
    const body = `${opened.join('')}${'<a href=x></a>'.repeat(100_000)}`;
    const found = links(page(body), ['.c0', '.c199', '#none', '.none']);
    expect(found).toHaveLength(100_000);
    expect(new Set(found)).toEqual(new Set(['x .c0 .c199']));
  });

  it('reads attributes whose markup is broken, as the site has them', () => {
    const found: unknown[] = [];
    passElements(
      Buffer.from(page('<meta id="v" data-versions="[(&#39;a&#39;)]""><th id= data-field=x>')),
      'x',
      new Set(['meta', 'th']),
      ({ name, attributes }) => found.push(name, attributes['data-versions'], attributes.id),
    );
    expect(found).toEqual(['meta', "[('a')]", 'v', 'th', undefined, 'data-field=x']);
  });

  it.each([
    ['nothing', ''],
    ['JSON', '{}'],
    ['a page that breaks off', page('').replace('</html>', '')],
    ['a page that breaks off in a tag', page('').replace('</html>', '</htm')],
  ])('refuses %s', (_, markup) => {
    expect(() => links(markup)).toThrow(/expected a whole web page, found no <\/html>/);
  });

  it.each([
    ['too large', 'x'.repeat(32_000_000), /at most 32000000 bytes/],
    ['too deep', '<div>'.repeat(100_000), /at most 256 elements within one another/],
    ['of too many attributes', `<a ${'x '.repeat(1000)}>`, /at most 256 attributes/],
    [
      'of too many classes',
      `<p class="${'x '.repeat(32_769)}">`,
      /at most 65536 characters of the id/,
    ],
    ['of too long an id', `<p id=${'x'.repeat(65_537)}>`, /at most 65536 characters of the id/],
    ['of foreign elements', '<li><svg></li>'.repeat(1_000_000), /at most 10000 elements of SVG/],
    ['in UTF-16', '', /UTF-16/],
  ])('stops at a page that is %s', (what, body, message) => {
    const markup = Buffer.from(page(body), what === 'in UTF-16' ? 'utf16le' : 'utf8');
    expect(() => passElements(markup, 'x', new Set(), () => undefined)).toThrow(message);
  });
});
