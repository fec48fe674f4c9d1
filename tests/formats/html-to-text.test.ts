import { describe, expect, it } from 'vitest';
import { htmlToText } from '../../src/formats/html-to-text.ts';

describe('htmlToText', () => {
  it.each([
    ['plain text, with its lines', 'One\ntwo  < three & four'],
    ['no text', ''],
  ])('leaves %s as it is', (_, text) => {
    expect(htmlToText(text)).toEqual({ text });
  });

  it.each([
    ['paragraphs', '<p>One\n two</p><p>three</p>', 'One two\n\nthree'],
    ['text around paragraphs', 'zero<p>one</p>two', 'zero\n\none\n\ntwo'],
    ['breaks', 'one<br>two<br/>three', 'one\ntwo\nthree'],
    [
      'lists',
      '<p>See</p><ul><li>one</li><li><p>two</p></li></ul>end',
      'See\n\n- one\n\n- two\n\nend',
    ],
    ['items', '<ol><li>one<li>two</ol>', '- one\n- two'],
    ['tables', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['emphasis', 'a <b>b</b><i>c</i> d', 'a bc d'],
    ['quotations', '<p>the <q>need to</q> know</p>', 'the "need to" know'],
    ['entities', '<p>R&amp;D &lt;x&gt; a&nbsp;<i>b</i></p>', 'R&D <x> a b'],
    ['what no one sees', '<p>a<script>alert(1)</script><style>p{}</style>b</p>', 'ab'],
    ['tags that never end', '<p>a<b>b<i>c', 'abc'],
  ])('reads %s', (_, html, text) => {
    expect(htmlToText(html)).toEqual({ text });
  });

  it('gives links to web addresses with their words', () => {
    const html =
      '<p>See <a href=" https://example.org/a ">the <b>gate</b></a>, <a href="javascript:x()">run</a>, <a>none</a> and <a href="#b">below</a>.</p>';
    expect(htmlToText(html)).toEqual({
      text: 'See the gate, run, none and below.',
      links: [{ url: 'https://example.org/a', text: 'the gate' }],
    });
  });

  it('ends a link where the next begins, so that nested ones cost no more', () => {
    const html = '<a href="https://example.org/">x'.repeat(20_000);
    const { links } = htmlToText(html);
    expect(links).toHaveLength(20_000);
    expect(links?.every(({ text }) => text === 'x')).toBe(true);
  });
});
