import { describe, expect, it } from 'vitest';
import { codeMarkdown, escapeMarkdown } from '../../src/report/markdown-escape.ts';

describe('text of the data in Markdown', () => {
  it.each([
    ['<img src=x onerror=alert(1)>', /[<>]/],
    ['</details><script>', /[<>]/],
    ['a | b', /\|/],
    ['`code`', /`/],
    ['*bold* ~~gone~~ [link](http://x) _em_', /[*~[\]]|(?:^|\W)_|_(?:\W|$)/],
    ['one\n\n# heading\n- list', /\n/],
    ['@octocat', /@|&#64;(?!&#8203;)/],
    ['fixes #123', /(?<!&)#1|&#35;1/],
    ['fixes #123;', /(?<!&)#1|&#35;1/],
    ['GH-123', /GH-1/],
    ['https://github.com/o/r/issues/1', /:\/\//],
    ['www.example.org', /www\./],
    ['&lt;b&gt; &#60;', /&(?!#(?:38|35|8203);)/],
    ['\\*', /[\\*]/],
    ['$x$', /\$/],
    ['\u202egnp.exe', /\u202e/],
    ['\u001b[31m', /\p{Cc}/u],
  ])('%j does nothing', (text, trouble) => {
    expect(escapeMarkdown(text)).not.toMatch(trouble);
    expect(codeMarkdown(text).slice('<code>'.length, -'</code>'.length)).not.toMatch(trouble);
  });

  it.each(['ATT&CK 16.1', 'technique_scores', 'AC-2 → T1110.001 (mitigates)', 'C# 4'])(
    '%j is left as it is',
    (text) => {
      expect(escapeMarkdown(text)).toBe(text);
    },
  );

  it('is cut where it is long', () => {
    expect(escapeMarkdown('a'.repeat(5000))).toBe(`${'a'.repeat(400)}… (5000 characters)`);
  });
});
