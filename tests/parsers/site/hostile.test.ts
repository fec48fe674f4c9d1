import { describe, expect, it } from 'vitest';
import { only, rules } from '../fixture.ts';
import { markup, readPage, TITLES, tablePage } from './read-page.ts';

const page = (inner: string) => `<!DOCTYPE html><html><body>${inner}</body></html>`;

describe('a hostile page is refused', () => {
  it.each([
    ['div', '<div>'],
    ['b', '<b>'],
    ['p and div', '<p><div>'],
    ['tables', '<table><tr><td>'],
    ['lists', '<ul><li>'],
    ['svg', '<svg>'],
    ['links', '<a href="x">'],
  ])('of 100,000 nested tags: %s', (_, tag) => {
    expect(() => readPage(page(tag.repeat(100_000)))).toThrow(/at most 256 elements within/);
  });

  it('of a table of a million cells', () => {
    const cells = '<td>x</td>'.repeat(1_000_000);
    expect(() => readPage(tablePage(TITLES, `<tr>${cells}</tr>`))).toThrow(/at most 1000000 nodes/);
  });

  it('of 200 MB, before it is decoded', () => {
    expect(() => readPage(Buffer.alloc(200_000_000, '<'))).toThrow(/at most 32000000 bytes/);
  });

  it('of an element with a million attributes', () => {
    const names = Array.from({ length: 1_000_000 }, (_, i) => `a${i}`).join(' ');
    expect(() => readPage(page(`<p ${names}>`))).toThrow(/at most 256 attributes/);
  });

  it('of a hundred thousand svg elements that are never closed', () => {
    expect(() => readPage(page('<div><svg></div>'.repeat(100_000)))).toThrow(/of SVG and MathML/);
  });

  it.each([
    ['little-endian', Buffer.from(`\ufeff${markup('version.html')}`, 'utf16le')],
    ['without a mark', Buffer.from(markup('version.html'), 'utf16le')],
    ['big-endian', Buffer.from(markup('version.html'), 'utf16le').swap16()],
  ])('in UTF-16: %s', (_, body) => {
    expect(() => readPage(body)).toThrow(/expected a page in UTF-8, found one in UTF-16/);
  });
});

describe('a hostile page is contained', () => {
  it('that is no UTF-8 here and there: what cannot be read is reported with its line', () => {
    const body = Buffer.from(
      markup('version.html').replace('Door &amp; Frame', 'Caf\u00e9'),
      'latin1',
    );
    const records = readPage(body);
    expect(only(records, 'row')[0]?.fields.capability_description).toBe('Caf\ufffd');
    expect(rules(records)[0]).toBe('encoding');
    const line = only(records, 'diagnostic')[0]?.diagnostic.place.line ?? 0;
    expect(body.toString('utf8').split('\n')[line - 1]).toContain('Caf\ufffd');
  });

  it('that holds the character of unreadable bytes, rightly', () => {
    const records = readPage(markup('version.html').replace('Door &amp; Frame', 'Caf\ufffd'));
    expect(rules(records)).not.toContain('encoding');
  });

  it('that links to scripts: no link of a description is one', () => {
    const records = readPage(markup('capability.html'));
    const [capability] = only(records, 'capability');
    expect(JSON.stringify(capability)).not.toContain('javascript');
    expect(only(records, 'diagnostic')[0]?.diagnostic).toMatchObject({
      rule: 'link-left-out',
      message: expect.stringContaining('"javascript:alert(1)"'),
    });
  });

  it('whose links climb out of the path: they are names, and no path is made of them', () => {
    const climb = markup('technique.html').replaceAll('/acme-01.02.2025/', '/acme-../');
    expect(only(readPage(climb), 'header')[1]?.set.framework_version).toBe('..');
  });

  it('whose framework is __proto__', () => {
    const proto = markup('technique.html').replaceAll('/external/acme/', '/external/__proto__/');
    expect(only(readPage(proto), 'header')[1]?.set.framework).toBe('__proto__');
  });

  it('with links within links: the text of all is told once', () => {
    const text = 'a'.repeat(1_000_000);
    const links = '<a href="https://a.example/">'.repeat(200) + text;
    const body = `<div class="title">References</div><div class="body">${links}</div>`;
    const box = `<div class="info-box-open"><div class="info-box-content">${body}</div></div>`;
    const cells = `${'<td>x</td>'.repeat(5)}<td>${box}</td>`;
    const [row] = only(readPage(tablePage(TITLES, `<tr>${cells}</tr>`)), 'row');
    expect(row?.fields.references).toHaveLength(1);
    const described = markup('capability.html').replace('Entry is', `${links}</a>Entry is`);
    const [capability] = only(readPage(described), 'capability');
    expect(capability?.description?.links).toHaveLength(2);
  });

  it('with a long title over many texts: it is cut', () => {
    const title = `<div class="title">${'a'.repeat(100_000)}</div>`;
    const box = `<div class="info-box-open"><div class="info-box-content">${title}${'b<i></i>'.repeat(50_000)}</div></div>`;
    const cells = `${'<td>x</td>'.repeat(5)}<td>${box}</td>`;
    const [row] = only(readPage(tablePage(TITLES, `<tr>${cells}</tr>`)), 'row');
    expect(String(row?.fields.Notes).length).toBeLessThan(10_000_000);
  });

  it('with eight thousand tables of mappings', () => {
    const technique = markup('technique.html');
    const [section = ''] =
      /<section class="mapping-table">[\s\S]*?<\/section>/.exec(technique) ?? [];
    const records = readPage(technique.replace(section, section.repeat(8_000)));
    expect(only(records, 'row')).toHaveLength(8_001);
  });

  it('with hundreds of thousands of lines in its description', () => {
    const lines = markup('capability.html').replace(
      'Entry is',
      `${'a<br>'.repeat(300_000)}Entry is`,
    );
    const [capability] = only(readPage(lines), 'capability');
    expect(capability?.description?.text.startsWith('a\na\na\n')).toBe(true);
  });
});
