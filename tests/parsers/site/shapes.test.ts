import { describe, expect, it } from 'vitest';
import { only, rules } from '../fixture.ts';
import { markup, readPage, TITLES, tablePage } from './read-page.ts';

const CELLS = '<td>A</td><td>Door</td><td>Mitigates</td><td>T1078</td><td>Valid Accounts</td>';
const ROW = `<tr>${CELLS}</tr>`;
const note = (inner: string) =>
  `<td><div class="info-box-open"><div class="info-box-content">${inner}</div></div></td>`;
const withNote = (inner: string) => tablePage(TITLES, `<tr>${CELLS}${note(inner)}</tr>`);
const fieldsOf = (page: string) => only(readPage(page), 'row').map(({ fields }) => fields);

describe('pages of another shape are refused, with what was expected and found', () => {
  it.each<[string, string, RegExp]>([
    [
      'another page',
      '<html><body><section id="hero"></section></body></html>',
      /found the heading "" and the sections "hero"/,
    ],
    [
      'a version page without a table',
      markup('version.html').replace(
        /<section id="all-mapping-table"[\s\S]*?<\/section>/,
        '<section id="all-mapping-table"></section>',
      ),
      /expected a table in #all-mapping-table, found none there/,
    ],
    [
      'rows of another set than the downloads name',
      markup('version.html').replaceAll('/data/', '/data/other/attack-1/other-1/enterprise/../'),
      /expected rows of other 1 .*, as the page says, found a link to /,
    ],
    [
      'rows of two sets',
      markup('capability.html').replace(
        /(<tbody>[\s\S]*?external\/)([^/]+)(\/attack-)/,
        '$1other$3',
      ),
      /as the page says, found a link to other .* in row 1/,
    ],
    [
      'tables within one another',
      markup('technique.html').replace(
        /<section class="mapping-table">/,
        '<section class="mapping-table">$&',
      ),
      /expected tables beside one another, found one in another/,
    ],
    ['a table without rows', tablePage(TITLES, ''), /found 6 titles and 0 rows/],
    ['a table without titles', tablePage([], ROW), /found 0 titles and 1 rows/],
    [
      'a column that is missing',
      tablePage(TITLES.slice(0, 4), ROW),
      /expected the columns "Capability ID", .*found "Capability ID", "Capability Description", "Mapping Type", "ATT&CK ID"/,
    ],
    [
      'a column that is there twice',
      tablePage([...TITLES, 'Mapping type'], ROW),
      /or both in #all-mapping-table, each once, found .*"Mapping type"/,
    ],
    [
      'a row with too few cells',
      tablePage(TITLES, `${ROW}<tr><td>A</td></tr>`),
      /found 1 cells in row 2 of #all-mapping-table, line 2/,
    ],
    [
      'a row with too many cells',
      tablePage(TITLES, `<tr>${CELLS}<td></td><td></td></tr>`),
      /found 7 cells in row 1/,
    ],
    [
      'no notes where that is no last column',
      tablePage([...TITLES.slice(0, 5), 'Extra'], ROW),
      /found 5 cells in row 1/,
    ],
    [
      'text between cells',
      tablePage(TITLES, `<tr>${CELLS}stray</tr>`),
      /text between them: stray in row 1/,
    ],
    [
      'a description that swallows the tables below it',
      markup('technique.html').replace('try many keys', 'try <script> many keys'),
      /expected the 4 sections of the markup, found 1/,
    ],
    [
      'groups without their columns',
      markup('version.html').replace('>ID<', '>Name<'),
      /expected the columns "ID", .* in #groups-table/,
    ],
  ])('%s', (_, page, message) => {
    expect(() => readPage(page)).toThrow(message);
    expect(() => readPage(page)).toThrow(expect.objectContaining({ code: 'parse' }));
  });
});

const SCORES = ['Category', 'Value'];
const [ID, DESCRIPTION, TYPE, ...TECHNIQUE] = TITLES.slice(0, 5) as [string, string, string];

describe('the columns of a table of mappings', () => {
  const tableOf = (titles: readonly string[]) => {
    const cells = titles.map((title) => `<td>${title.toLowerCase()}</td>`).join('');
    return tablePage(titles, `<tr>${cells}</tr>`.repeat(3));
  };
  const withHow = (...how: string[]) => tableOf([ID, DESCRIPTION, ...how, ...TECHNIQUE]);

  it.each([
    [[TYPE], ['mapping_type']],
    [['Enables'], ['mapping_type']],
    [SCORES, ['score_category', 'score_value']],
    [
      ['Enables', ...SCORES],
      ['mapping_type', 'score_category', 'score_value'],
    ],
  ])('may say how with %j', (how, fields) => {
    const records = readPage(withHow(...how));
    expect(only(records, 'extent')[0]?.fields.slice(2, -2)).toEqual(fields);
    expect(rules(records)).toEqual([]);
  });

  it.each([
    ['neither a type nor a score', []],
    ['a category without a value', ['Category']],
    ['a value without a category', ['Value']],
    ['a type, and a category without a value', [TYPE, 'Category']],
    ['a type, and a value without a category', [TYPE, 'Value']],
    ['a category of another title', ['Score Category', 'Value']],
    ['a type of another title', ['Type', 'mapping_type']],
    ['a type under both of its titles', [TYPE, 'Enables']],
  ])('are refused with %s', (_, how) => {
    expect(() => readPage(withHow(...how))).toThrow(
      [
        'expected the columns "Capability ID", "Capability Description", "ATT&CK ID", "ATT&CK Name"',
        ' and "Mapping Type" (or "Enables"), "Category" with "Value", or both in #all-mapping-table,',
        ` each once, found ${['"Capability ID"', '"Capability Description"', ...how.map((title) => JSON.stringify(title))].join(', ')}`,
      ].join(''),
    );
  });

  it('that are not known are reported once, with their table, and carried along', () => {
    const records = readPage(tableOf([ID, DESCRIPTION, ...SCORES, ...TECHNIQUE, 'Rationale']));
    expect(only(records, 'diagnostic').map(({ diagnostic }) => diagnostic)).toEqual([
      {
        severity: 'warning',
        rule: 'unknown-column',
        source: 'https://site.example/explorer/page/',
        place: { selector: '#all-mapping-table' },
        message:
          'no column that is known: "Rationale"; what it says is carried along under that title',
      },
    ]);
    expect(only(records, 'row').map(({ fields }) => fields.Rationale)).toEqual(
      Array(3).fill('rationale'),
    );
    expect(only(records, 'extent')[0]?.fields).not.toContain('Rationale');
  });

  it.each([
    ['capability.html', 'page/', '#attack-table'],
    ['group.html', 'capability-groups/doors/', '#attack-table'],
    ['technique.html', 'page/', 'section.mapping-table:nth-of-type(2)'],
    ['technique-2025-01.html', 'page/', '#mappings-table'],
  ])(
    'are reported once by every page, however many tables have them: %s',
    (name, path, selector) => {
      const page = markup(name)
        .replaceAll('>ATT&amp;CK ID</th>', '$&<th>Weight</th>')
        .replaceAll(/<td>(?:\s*<a[^>]*>)?\s*T1\d+\s*(?:<\/a>\s*)?<\/td>/g, '$&<td>7</td>');
      const records = readPage(page, { path });
      expect(only(records, 'row').map(({ fields }) => fields.Weight)).not.toContain(undefined);
      const found = only(records, 'diagnostic').filter(
        ({ diagnostic }) => diagnostic.rule === 'unknown-column',
      );
      expect(found.map(({ diagnostic }) => diagnostic.place)).toEqual([{ selector }]);
    },
  );
});

describe('a table of mappings', () => {
  it('is read by its titles, in any order and case, whatever the ids of its columns', () => {
    const titles = [
      'ATT&CK NAME',
      'enables',
      'capability  id',
      'Att&amp;ck Id',
      'Capability Description',
    ];
    const cells = '<td>Valid Accounts</td><td>Prevents</td><td>A</td><td>T1078</td><td>Door</td>';
    expect(fieldsOf(tablePage(titles, `<tr>${cells}</tr>`))).toEqual([
      {
        attack_object_name: 'Valid Accounts',
        mapping_type: 'Prevents',
        capability_id: 'A',
        attack_object_id: 'T1078',
        capability_description: 'Door',
      },
    ]);
  });

  it('may have columns that are not known: they are carried under their titles', () => {
    const page = tablePage(
      ['Weight', ...TITLES.slice(0, 5), '__proto__'],
      `<tr><td>7</td>${CELLS}<td>x</td></tr>`,
    );
    const [fields] = fieldsOf(page);
    expect(fields).toMatchObject({ Weight: '7', capability_id: 'A' });
    expect(Object.getOwnPropertyDescriptor(fields, '__proto__')?.value).toBe('x');
  });

  it('may lack the cell of its notes', () => {
    expect(fieldsOf(tablePage(TITLES, ROW))).toEqual([
      {
        capability_id: 'A',
        capability_description: 'Door',
        mapping_type: 'Mitigates',
        attack_object_id: 'T1078',
        attack_object_name: 'Valid Accounts',
      },
    ]);
  });

  it('may say that there is nothing, and has no row then', () => {
    const records = readPage(tablePage(TITLES, '<tr><td colspan="6">No mappings found</td></tr>'));
    expect(only(records, 'row')).toEqual([]);
    expect(only(records, 'extent')).toMatchObject([{ complete: true }]);
  });

  it('takes a printed null for nothing, and reports it', () => {
    const row = ROW.replace('Mitigates', 'None').replace('>A<', '>None<');
    const records = readPage(tablePage(TITLES, row));
    expect(Object.keys(only(records, 'row')[0]?.fields ?? {})).toEqual([
      'capability_description',
      'attack_object_id',
      'attack_object_name',
    ]);
    expect(rules(records)).toEqual(['printed-null', 'printed-null']);
    expect(only(records, 'diagnostic')[0]?.diagnostic).toMatchObject({
      severity: 'info',
      place: { selector: '#all-mapping-table', row: 1 },
    });
  });

  it('takes a printed null among references for nothing', () => {
    const body = '<ol><li><a href="None">None</a></li><li><a>a</a></li></ol>';
    const records = readPage(
      withNote(`<div class="title">References</div><div class="body">${body}</div>`),
    );
    expect(only(records, 'row')[0]?.fields.references).toEqual(['a']);
    expect(rules(records)).toEqual(['printed-null']);
  });

  it('has ids that are data', () => {
    const ids = ['__proto__', '../../etc/passwd', 'constructor', 'a&b/(c).d'];
    const page = tablePage(TITLES, ids.map((id) => ROW.replace('>A<', `>${id}<`)).join(''));
    expect(fieldsOf(page).map(({ capability_id }) => capability_id)).toEqual(ids);
  });
});

describe('notes', () => {
  it('are comments as they stand in the markup', () => {
    const comment = 'Keys in <Ring>&amp; &CActivity\n\n<b>bold</b> <br> a < b';
    const page = withNote(`<div class="title">Comments</div><div class="body">${comment}</div>`);
    expect(fieldsOf(page)).toMatchObject([{ comments: comment }]);
  });

  it('are references as they stand in the links; other words are kept beside them', () => {
    const links = [
      '<a href="https://a.example/?b=1&copy=2&amp;c" target="_blank">https://a.example/?b=1&copy=2&amp;c</a>',
      '<a href="https://a.example/manual">Manual, page 2</a>',
      '<a href="javascript:alert(1)">javascript:alert(1)</a>',
      '<a>No link</a>',
    ];
    const list = links.map((link) => `<li>${link}</li>`).join('');
    const page = withNote(
      `<div class="title">References</div><div class="body"><ol>${list}</ol></div>`,
    );
    expect(fieldsOf(page)).toMatchObject([
      {
        references: [
          'https://a.example/?b=1&copy=2&amp;c',
          'Manual, page 2 https://a.example/manual',
          'javascript:alert(1)',
          'No link',
        ],
      },
    ]);
  });

  it.each([
    [
      'another title',
      '<div class="title">Remarks</div><div class="body">Mind it.</div>',
      'Remarks: Mind it.',
    ],
    ['no title', '<div class="body">Mind it.</div>', 'Mind it.'],
    ['text beside the bodies', 'Mind it.', 'Mind it.'],
    [
      'a second comment',
      '<div class="title">Comments</div><div class="body">One</div><div class="body">Two</div>',
      'Comments: Two',
    ],
  ])('of %s are carried along and reported', (_, inner, notes) => {
    const records = readPage(withNote(inner));
    expect(only(records, 'row')[0]?.fields.Notes).toBe(notes);
    expect(rules(records)).toEqual(['notes-unknown']);
  });

  it('without a box are carried along and reported', () => {
    const records = readPage(tablePage(TITLES, `<tr>${CELLS}<td>Mind it.</td></tr>`));
    expect(only(records, 'row')[0]?.fields.Notes).toBe('Mind it.');
    expect(rules(records)).toEqual(['notes-unknown']);
  });

  it.each([
    ['a script', '<script>alert(1)'],
    ['a style', 'as in <style>'],
    ['a comment', 'as in <!-- '],
    ['an open attribute', '<a href="'],
    ['a text area', '<textarea>'],
    ['the end of its cell', 'see </td>'],
    ['the end of the note, and a script', 'see </div><script>'],
    ['the end of the cell, and a comment', 'see </td><!--'],
    ['the end of the row, and a comment', 'see </tr><!--'],
    ['the end of the table', 'see </table>'],
  ])('that would swallow the rows after them are refused: %s', (_, comment) => {
    const row = (text: string) =>
      `<tr>${CELLS}${note(`<div class="title">Comments</div><div class="body">${text}</div>`)}</tr>`;
    const page = tablePage(TITLES, row(comment) + row('A note.') + row('Another "note".'));
    const whole = page.replace(
      '</body>',
      '<!-- end --><script>run()</script><style></style></body>',
    );
    expect(() => readPage(whole)).toThrow(
      /expected (a note that ends within|cells|\d rows in|a table in #all-mapping-table in which each element ends)/,
    );
  });
});
