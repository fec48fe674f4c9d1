import type { SetKey } from '../../../src/generated/mapping-set.ts';
import { sitePage } from '../../../src/parsers/site/site-page.ts';
import type { ParsedRecord } from '../../../src/records.ts';
import { fixture } from '../fixture.ts';

const BASE = 'https://site.example/explorer/';
export const ACME = {
  framework: 'acme',
  framework_version: '01.02.2025',
  attack_version: '16.1',
  domain: 'enterprise',
};
export const NIST = { ...ACME, framework: 'nist_800_53', framework_version: 'rev5' };

/** The markup of a page of `tests/fixtures/site`. */
export function markup(name: string): string {
  return fixture(`site/${name}`).toString('utf8');
}

/** The records of a page. */
export function readPage(
  body: string | Uint8Array,
  { path = 'page/', set }: { path?: string; set?: Partial<SetKey> } = {},
): ParsedRecord[] {
  const input = {
    url: `${BASE}${path}`,
    mediaType: 'text/html',
    sha256: '0'.repeat(64),
    body: typeof body === 'string' ? Buffer.from(body) : body,
    ...(set ? { set } : {}),
  };
  return [...sitePage(input)];
}

/** A version page with one table of mappings: these titles and rows. */
export function tablePage(titles: readonly string[], rows: string): string {
  const head = titles.map((title) => `<th>${title}</th>`).join('');
  return `<!DOCTYPE html><html><body><section id="all-mapping-table"><table>
<thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></section></body></html>`;
}

export const TITLES = [
  'Capability ID',
  'Capability Description',
  'Mapping Type',
  'ATT&amp;CK ID',
  'ATT&amp;CK Name',
  'Notes',
];
