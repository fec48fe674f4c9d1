import { expect, it } from 'vitest';
import type { UnifiedMappings, UnifiedRow } from '../../src/generated/unified-mappings.ts';
import { sitePage } from '../../src/parsers/site/site-page.ts';
import type { ParsedRecord } from '../../src/records.ts';
import { brokenLink, escaped, page, section, table } from '../support/generated-site/markup.ts';
import { describeCorpus, unifiedFiles } from './corpus.ts';
import { mappedRows, text } from './published.ts';

const HOME = 'https://site.example/mappings/';
const SCORED: ReadonlySet<string> = new Set(['aws', 'azure', 'gcp', 'm365']);
/** Fields that a page shows, beside type or scores. */
const SHOWN = [
  'capability_id',
  'capability_description',
  'attack_object_id',
  'attack_object_name',
  'comments',
] as const;

/** A page of all rows of a file, as the site would print it: comments and references unescaped. */
function pageOf(path: string, file: UnifiedMappings, rows: readonly UnifiedRow[]): string {
  const [framework = '', attack = '', release = '', domain = ''] = path.split('/');
  const site = framework === 'nist_800_53' ? 'nist' : framework;
  const version = `${HOME}external/${site}/${attack}/domain-${domain}/${release.replace(framework, site)}/`;
  const data = `${HOME}data/${path}/set_json.json`;
  const isScored = SCORED.has(framework);
  const titles = isScored ? ['Category', 'Value'] : ['Mapping Type'];
  const printed = rows.map((row) => {
    const link = `${version}${encodeURIComponent(text(row.capability_id)).replaceAll('%20', '_')}/`;
    const technique = `${HOME}attack/${attack}/domain-${domain}/techniques/${text(row.attack_object_id)}/`;
    const between = isScored
      ? [row.score_category, row.score_value]
      : [file.metadata.mapping_types?.[row.mapping_type ?? '']?.name];
    const cells = [
      brokenLink(link, row.capability_id ?? ''),
      brokenLink(link, row.capability_description ?? ''),
      ...between.map((cell) => escaped(cell ?? 'None')),
      brokenLink(technique, row.attack_object_id ?? ''),
      brokenLink(technique, row.attack_object_name ?? ''),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}${notes(row)}</tr>`;
  });
  const heads = ['Capability ID', 'Capability Description', ...titles, 'ATT&CK ID', 'ATT&CK Name'];
  return page(
    HOME,
    [],
    `<section id="header-container"><div class="container"><div class="row"><div class="col-lg-8"><h1>${framework}</h1></div>
    <div class="downloads"><a download href="${data}">JSON</a></div></div></div></section>
    ${section('all-mapping-table', 'All Mappings', table([...heads, 'Notes'], printed))}`,
  );
}

function notes({ comments, references }: UnifiedRow): string {
  const links = (references ?? []).map(
    (url) => `<li><a href="${url}" target="_blank">${url}</a></li>`,
  );
  if (!comments && links.length === 0) return '';
  const comment = comments
    ? `<div class="title">Comments</div><div class="body">${comments}</div>`
    : '';
  return `<td><div class="info-box-open"><div class="info-box-content">${comment}
    <div class="title">References</div><div class="body"><ol>${links.join('')}</ol></div></div></div></td>`;
}

function facts(row: Readonly<Record<string, unknown>>, isScored: boolean): string {
  const references = ((row.references as string[] | null | undefined) ?? []).map(text);
  const scores = isScored ? [text(row.score_category), text(row.score_value)] : [];
  return JSON.stringify([
    SHOWN.map((field) => text(row[field])),
    scores,
    references.filter((reference) => reference !== ''),
  ]);
}

function recordsOf(html: string): ParsedRecord[] {
  const body = Buffer.from(html);
  const input = { url: `${HOME}external/`, mediaType: 'text/html', sha256: '', body };
  return [...(sitePage(input) as Iterable<ParsedRecord>)];
}

function factsRead(records: readonly ParsedRecord[], isScored: boolean): string[] {
  const rows = records.filter((record) => record.kind === 'row');
  return rows.map(({ fields }) => facts(fields, isScored)).sort();
}

describeCorpus('every file, printed as a page', () => {
  const files = unifiedFiles();

  it.each([...files])('%s has the rows of the file', (path, file) => {
    const rows = mappedRows(file).map(({ row }) => row);
    const isScored = SCORED.has(file.metadata.mapping_framework);
    const records = recordsOf(pageOf(path, file, rows));
    const written = rows.map((row) => facts({ ...row }, isScored)).sort();
    expect(factsRead(records, isScored)).toEqual(written);
    const odd = records.flatMap((r) => (r.kind === 'diagnostic' ? [r.diagnostic.rule] : []));
    expect(odd.filter((rule) => rule !== 'printed-null')).toEqual([]);
  });

  it('is told from a page with one letter changed', () => {
    const [path, file] = [...files].find(([name]) => name.startsWith('kev/')) ?? [];
    if (path === undefined || file === undefined) throw new Error('the corpus has no kev');
    const rows = mappedRows(file).map(({ row }) => row);
    const page = pageOf(path, file, rows).replace(/(<div class="body">.*?)e/, '$1E');
    expect(factsRead(recordsOf(page), false)).not.toEqual(
      rows.map((row) => facts({ ...row }, false)).sort(),
    );
  });
});
