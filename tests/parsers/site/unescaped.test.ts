import { describe, expect, it } from 'vitest';
import { AttackMappingsError } from '../../../src/errors.ts';
import { only, rules } from '../fixture.ts';
import { markup, readPage } from './read-page.ts';

/** Tags of elements around a note, and what takes other markup for its own text. */
const BREAKING = [
  ...['</div>', '</div></div>', '</td>', '</tr>', '</tbody>', '</table>', '</section>'],
  ...['</body>', '</html>', '</td></tr></tbody></table>', '</div></div></td></tr></tbody></table>'],
  ...['<div>', '</div><div>', '<textarea>', '<title>', '<script>', '<style>', '<!--', '<xmp>'],
  ...['<Ring and', '</Ring and', '<!Ring', '<?ring', '<a title="', "<a title='", '<a href="x>'],
];
const HARMLESS = [
  ...['</li>', '</ol>', '</p>', '</b>', '<td>', '<tr>', '<th>', '<tbody>', '<table>', '<section>'],
  ...['<p>', '<li>', '<ol>', '<a>', '<a href="x">', '<option>', '<select>', '<button>', '<form>'],
  ...['<svg>', '<math>', '<plaintext>', '<noscript>', '<iframe>', '<br>', '<b>', '<!-- x -->'],
  ...['<title>x</title>', '<div></div>', '<div class="x">y</div>', '</Ring>', '< div', '<'],
];

const GROUP_PATH =
  'external/acme/attack-16.1/domain-enterprise/acme-01.02.2025/capability-groups/doors/';
const SCORED = '<td>protect</td><td>partial</td>';
const TYPED = '<td>Mitigates</td>';
const NO_COMMENT = markup('non-mappable.html').replace(/Mats stop.*/, '');
const SET =
  'https://site.example/explorer/external/acme/attack-16.1/domain-enterprise/acme-01.02.2025';

/** Pages with a table of mappings and notes: markup, start of the section, what a row says, path. */
const KINDS: [string, string, string, string, string][] = [
  ['version', markup('version.html'), '<section id="all-mapping-table"', SCORED, 'page/'],
  ['all data', markup('version.html'), '<section id="all-mapping-table"', SCORED, 'all-data.html'],
  ['capability', NO_COMMENT, '<section id="attack-table"', SCORED, 'page/'],
  ['group', markup('group.html'), '<section id="attack-table"', SCORED, GROUP_PATH],
  ['technique', markup('technique.html'), '<section class="mapping-table"', TYPED, 'page/'],
  ['older technique', markup('technique-2025-01.html'), '<section id="mappings-t', TYPED, 'page/'],
];
const REFERENCES = `<div class="title">References</div>
  <div class="body"><ol><li><a href="https://a.example/'s" target="_blank">https://a.example/'s</a></li></ol></div>`;

describe.each(KINDS)('in a comment on a page of the kind %s', (_, page, section, middle, path) => {
  const read = (comments: readonly string[], references: string) => {
    const rows = comments.map((comment) => mappingRow(comment, middle, references)).join('\n');
    return readPage(withRows(page, section, rows), { path });
  };

  it.each(BREAKING)('%s is refused, whatever row it is in', (tag) => {
    for (const comments of around(tag)) {
      for (const references of ['', REFERENCES]) refusal(() => read(comments, references));
    }
  });

  it.each(HARMLESS)('%s is text as it stands', (tag) => {
    for (const comments of around(tag)) {
      for (const references of ['', REFERENCES]) {
        const records = read(comments, references);
        const rows = only(records, 'row').filter(({ fields }) => fields.capability_id === 'KEY');
        expect(rows.map(({ fields }) => fields.comments)).toEqual(comments);
        const listed = references === '' ? undefined : ["https://a.example/'s"];
        expect(rows.map(({ fields }) => fields.references)).toEqual(Array(3).fill(listed));
        expect(rules(records)).not.toContain('notes-unknown');
      }
    }
  });
});

describe.each<[string, string, string, string]>([
  ['groups', 'version.html', '<section id="groups-table"', '<td>1</td><td>2</td>'],
  ['capabilities that map to nothing', 'version.html', '<section id="nonmappable-table"', ''],
  ['capabilities of a group', 'group.html', '<section id="mapping-table"', '<td>1</td>'],
])('in a table of %s', (_, name, section, end) => {
  const read = (texts: readonly string[]) => {
    const rows = texts.map((text) => `<tr><td>KEY</td><td>${text}</td>${end}</tr>`).join('\n');
    return readPage(withRows(markup(name), section, rows), { path: GROUP_PATH });
  };

  it.each(BREAKING.filter((tag) => /^<(\/t|\/[bsh]|[tsx!].*[a-z-]>$)/.test(tag)))(
    '%s is refused, whatever row it is in',
    (tag) => {
      for (const texts of around(tag, [`a ${tag} b`, `${tag} b`])) refusal(() => read(texts));
    },
  );

  it.each(['<p>', '<a>', '<b>', '</b>', '</p>', '<select>', '<button>'])(
    '%s loses no row',
    (tag) => {
      for (const texts of around(tag)) {
        const named = JSON.stringify(read(texts)).match(/"(?:id|capability_id)":"KEY"/g);
        expect(named).toHaveLength(3);
      }
    },
  );
});

it.each(['</tr>', '</tbody>', '</table>', '</td></tr></tbody></table>'])(
  '%s at the end of the last cell of a row that has no notes is refused',
  (tag) => {
    const page = markup('capability.html');
    const row = (name: string) => `<tr>${'<td>x</td>'.repeat(4)}<td>${name}</td></tr>`;
    const rows = row('a') + row(`b ${tag}`) + row('c');
    refusal(() => readPage(withRows(page, '<section id="attack-table"', rows)));
  },
);

it.each([
  ['</tbody>\n</table>', 'tbody'],
  ['</table>', 'table'],
])('a table without its end %j is refused', (end, name) => {
  const page = markup('group.html').replace(end, '');
  expect(() => readPage(page, { path: GROUP_PATH })).toThrow(
    `found row 1, line 51, where <${name}> is broken off by "</div>"`,
  );
});

it('a table that breaks off is refused with the row, the tag and the line', () => {
  const rows = ['One.', 'See </div> here.', 'Three.'].map((text) => mappingRow(text, SCORED, ''));
  const page = withRows(markup('version.html'), '<section id="all-mapping', rows.join('\n'));
  const line = page.slice(0, page.indexOf(rows[1] ?? '')).split('\n').length;
  expect(() => readPage(page)).toThrow(
    `expected a table in #all-mapping-table in which each element ends in its own end tag, found row 2, line ${line}, where <tr> is broken off by "</div>"`,
  );
});

describe('in the comment of a capability that maps to nothing', () => {
  const read = (comment: string) =>
    readPage(markup('non-mappable.html').replace(/Mats stop.*/, () => comment));

  it.each([
    ...['</p>', '</p><p>', '</p><b>', '</p></div>', '</div>', '</section>', '</body>', '</html>'],
    ...['<p>', '<div>', '<table>', '<form>', '<ol>', '<section>', '<textarea>', '<script>', '<!--'],
  ])('%s is refused', (tag) => {
    for (const comment of [`a ${tag} b`, `${tag} b`]) refusal(() => read(comment));
  });

  it.each([
    ...['</li>', '</td>', '</tr>', '</table>', '<td>', '<tr>', '<li>', '<a>', '<option>'],
    ...['<select>', '<button>', '<svg>', '<math>', '<br>', '<Ring>', '</Ring>'],
  ])('%s is text as it stands', (tag) => {
    for (const comment of [`a ${tag} b`, `${tag} b`, `a ${tag}`]) {
      expect(only(read(comment), 'row').map(({ fields }) => fields.comments)).toEqual([comment]);
    }
  });
});

/** Three texts, with the tag in each of the rows and at each place of the text. */
function around(tag: string, places = [`a ${tag} b`, `${tag} b`, `a ${tag}`]): string[][] {
  return places.flatMap((text) => [
    [text, 'Two.', 'Three.'],
    ['One.', text, 'Three.'],
    ['One.', 'Two.', text],
  ]);
}

function refusal(read: () => unknown): void {
  let found: unknown = 'no error';
  try {
    found = read();
  } catch (error) {
    found = error;
  }
  expect(found).toBeInstanceOf(AttackMappingsError);
  expect(found).toMatchObject({ code: 'parse' });
  expect(String(found)).toMatch(/expected .* found .*(?:row|line) \d|expected the \d+ sections/);
}

function mappingRow(comment: string, middle: string, references: string): string {
  return `      <tr>
        <td><a href="
        ${SET}/KEY/">KEY</a></td><td>Key</td>${middle}<td>T1110</td><td>Brute Force</td><td>
          <div class="info-box-open" onclick="openInfoBox(this)">
            <div class="info-box-content">
              <div class="title">Comments</div>
                <div class="body">${comment}</div>
              ${references}
              </div>
          </div>
        </td></tr>`;
}

/** A page with other rows in the first table of a section. */
function withRows(page: string, section: string, rows: string): string {
  const start = page.indexOf('<tbody>', page.indexOf(section)) + '<tbody>'.length;
  return page.slice(0, start) + rows + page.slice(page.indexOf('</tbody>', start));
}
