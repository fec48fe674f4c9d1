import fc from 'fast-check';
import { makeWorkbook } from '../../tests/support/make-workbook.ts';
import { anyText } from './any-json.ts';

type Rows = readonly (readonly (string | undefined)[])[];

const NIST = ['Control ID', 'Control Name', 'Mapping Type', 'Technique ID', 'Technique Name'];
const CVE = [
  ...['CVE ID', 'Primary Impact', 'Secondary Impact', 'Exploitation Technique', 'Uncategorized'],
  ...['Phase'],
];
const PAGE = [
  ...['Capability ID', 'Capability Description', 'Mapping Type', 'ATT&CK ID', 'ATT&CK Name'],
  ...['Notes'],
];
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  'veris-enumerations': ['AXES', 'CATEGORY', 'SUB CATEGORY', 'VALUE', 'DESCRIPTION'],
  'veris-non-mappables': ['', 'Non-Mappable'],
  'attack-to-cve': CVE,
};

const cell = fc.oneof(anyText, fc.constantFrom('T1078', 'T1078; T1110', 'CVE-2020-1234', 'AC-2'));

/** The header, more often whole than not, and rows that need not be as wide. */
function rowsOf(header: readonly string[]): fc.Arbitrary<Rows> {
  const head = fc.oneof(
    { weight: 6, arbitrary: fc.constant([...header]) },
    fc.shuffledSubarray([...header, ...header]),
  );
  const row = fc.array(cell, { maxLength: header.length + 1 });
  return fc.tuple(head, fc.array(row, { maxLength: 6 })).map(([first, rows]) => [first, ...rows]);
}

function csv(rows: Rows, separator: string, end: string): string {
  const quoted = (text = '') => (/["\r\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((cells) => cells.map(quoted).join(separator) + end).join('');
}

const csvOf = (header: readonly string[]) =>
  fc
    .tuple(rowsOf(header), fc.constantFrom(',', ',', ',', ';'), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([rows, separator, end]) => Buffer.from(csv(rows, separator, end)));

const workbook = fc
  .dictionary(fc.constantFrom('Mappings', 'Notes', '__proto__'), rowsOf(NIST), {
    noNullPrototype: true,
    maxKeys: 2,
  })
  .map((sheets) => makeWorkbook(sheets));

const html = fc
  .tuple(
    fc.array(fc.tuple(cell, rowsOf(PAGE), fc.constantFrom('div', 'table', 'b')), { maxLength: 3 }),
    fc.constantFrom('ATT&CK Version 16.1 Enterprise', ''),
    cell,
  )
  .map(([tables, banner, title]) => {
    const cells = (row: Rows[number], name: string) =>
      row.map((text = '') => `<${name}><a href="${text}">${text}</a></${name}>`).join('');
    const body = tables.map(
      ([heading, [head = [], ...rows], tag]) =>
        `<section class="mapping-table"><h2>${heading} Mappings</h2><table class="table"><thead><tr>${cells(head, 'th')}</tr></thead>` +
        `<tbody>${rows.map((row) => `<tr>${cells(row, 'td')}<${tag}></tr>`).join('')}</tbody></table></section>`,
    );
    return Buffer.from(
      `<div id="banner"><p>${banner}</p></div><h1>T1110 ${title}</h1>${body.join('')}`,
    );
  });

/** Lines as a page of text has them. */
const line = fc.oneof(
  fc.array(cell, { maxLength: 6 }).map((words) => words.join(' ')),
  fc.constantFrom(
    ...[PAGE.join(' '), 'Comments', 'References', '', 'Mappings', 'NIST 800-53 Mappings'],
    ...[
      'AC-2(1) Account Management Protects T1078 Valid Accounts',
      'T1078 Valid Accounts Mappings',
    ],
    ...[
      'CVE-2031-12345 Overflow exploitation_technique T1078 Valid Accounts',
      '1. https://e.org/a',
    ],
  ),
);
const pageText = fc
  .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\t'))
  .map(([lines, end]) => Buffer.from(lines.join(end)));

/** Documents of the shape that each parser of tables, or of pages with tables, reads. */
export const TABLE_SHAPES: Readonly<Record<string, fc.Arbitrary<Uint8Array>>> = {
  ...Object.fromEntries(Object.entries(HEADERS).map(([name, header]) => [name, csvOf(header)])),
  'nist-workbook': workbook,
  'site-page': html,
  'page-text': pageText,
};
