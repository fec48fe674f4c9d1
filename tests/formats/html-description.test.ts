import { expect, it } from 'vitest';
import { readHtml } from '../../src/formats/html.ts';
import { describeNodes } from '../../src/formats/html-description.ts';

const describeMarkup = (inner: string, others?: (href: string) => void) => {
  const { select } = readHtml(Buffer.from(`<html><main>${inner}</main></html>`), 'page');
  return describeNodes(select('main')[0]?.children ?? [], others);
};

it.each([
  ['plain text', ' one\n two ', 'one\n two'],
  ['paragraphs', '<p>one</p>\n<p>two &amp; <b>three</b></p>', 'one\n\ntwo & three'],
  ['paragraphs within paragraphs', '<p><p>one</p><p>two</p></p>three', 'one\n\ntwo\n\nthree'],
  ['line breaks', '<p>one<br/>\n two<br>three</p>', 'one\ntwo\nthree'],
  ['lists', '<p>one</p><ul><li>two</li><li>three</li></ul>', 'one\n\ntwo\nthree'],
  ['quotations', 'a <q>word</q>.', 'a “word”.'],
  ['what is not shown', 'one<script>two</script><!-- three --><style>four</style>', 'one'],
  ['nothing', ' <p> </p> ', ''],
])('%s', (_, markup, text) => {
  expect(describeMarkup(markup)).toEqual({ text });
});

it('links to the web are listed, others are handed over', () => {
  const others: string[] = [];
  const links = [
    'https://a.example/1',
    '\n HTTP://a.example/2 ',
    'javascript:alert(1)',
    'data:text/html,x',
    '/relative',
    'https://',
    'mailto:a@b.example',
  ].map((href) => `<a href="${href}">text</a>`);
  const { links: kept } = describeMarkup(links.join(' '), (href) => others.push(href));
  expect(kept).toEqual([
    { url: 'https://a.example/1', text: 'text' },
    { url: 'HTTP://a.example/2', text: 'text' },
  ]);
  expect(others).toEqual([
    'javascript:alert(1)',
    'data:text/html,x',
    '/relative',
    'https://',
    'mailto:a@b.example',
  ]);
});
