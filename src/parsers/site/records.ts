import type { SetKey } from '../../generated/mapping-set.ts';
import { shorten } from '../../model/text.ts';
import type { ParsedRecord } from '../../records.ts';
import type { MappingRow, MappingTable } from './mapping-rows.ts';
import { finding, type SitePage, unknownShape } from './page.ts';
import { setOfPage, withKnown } from './set-of-address.ts';

type Extent = Extract<ParsedRecord, { kind: 'extent' }>;

export const HEADING = { selector: '#header-container h1' };
const LOAD_ALL = { selector: 'a.load-all' };

/** The set of a page that has one, as the page says it, and as it is known. */
export interface PageSet {
  readonly stated: Partial<SetKey>;
  readonly set: Partial<SetKey>;
}

/** The first of these addresses that names a set; else what is known of it. */
export function pageSet(
  page: SitePage,
  addresses: readonly (string | undefined)[],
  read: (address: string) => Partial<SetKey> | undefined = setOfPage,
): PageSet {
  for (const address of addresses) {
    const stated = address === undefined ? undefined : read(address);
    if (stated) return { stated, set: withKnown(stated, page.known) };
  }
  return { stated: {}, set: page.known ?? {} };
}

/** Addresses on a page of a framework's version that name its set, likeliest first. */
export function ownAddresses(page: SitePage): (string | undefined)[] {
  const links = page.html.select('#banner a, .badge-section a').map(({ attribs }) => attribs.href);
  return [...links, page.url];
}

/** Metadata under the publisher's names, as far as a page states it. */
export function header({ stated, set }: PageSet): ParsedRecord {
  const metadata = {
    mapping_framework: stated.framework,
    mapping_framework_version: stated.framework_version,
    attack_version: stated.attack_version,
    technology_domain: stated.domain,
  };
  const known = Object.entries(metadata).filter(([, value]) => value !== undefined);
  return { kind: 'header', set, metadata: Object.fromEntries(known), place: HEADING };
}

/** A page that is cut short shows no more than its rows; there may be others. */
export function* cutShort(page: SitePage, rows: number, total?: number): Generator<ParsedRecord> {
  if (page.isWhole) return;
  const of = total === undefined ? '' : ` of ${total}`;
  const message = `the page shows the first ${rows}${of} mappings: the page that it links to has all`;
  yield finding(page, 'warning', 'page-cut-short', LOAD_ALL, message);
}

export function extent(
  set: Partial<SetKey>,
  { selector, fields }: Pick<MappingTable, 'selector' | 'fields'>,
  of: Extent['of'],
  complete: boolean,
): ParsedRecord {
  return { kind: 'extent', set, fields, complete, of, place: { selector } };
}

/**
 * Checks rows of a page on one set: the links of their capabilities lead to the same one. A page put
 * together from several would pass all its rows off as those of one. Throws `parse`.
 */
function ofOneSet(page: SitePage, { stated }: PageSet): (row: MappingRow) => void {
  const members = Object.keys(stated) as (keyof SetKey)[];
  let known = '';
  return ({ link = '', place }) => {
    if (link === known) return;
    const set = setOfPage(link) ?? {};
    const other = members.find((member) => !isSame(set[member], stated[member]));
    if (other !== undefined) {
      throw unknownShape(
        page,
        `rows of ${inWords(stated)}, as the page says`,
        `a link to ${inWords(set)} in row ${place.row} of ${place.selector}`,
      );
    }
    known = link;
  };
}

/** Versions that are dates have slashes in some places and dots in others. */
function isSame(a: string | undefined, b: string | undefined): boolean {
  const normal = (text: string) => text.trim().toLowerCase().replaceAll('/', '.');
  return a === undefined || b === undefined || normal(a) === normal(b);
}

function inWords({ framework, framework_version, attack_version, domain }: Partial<SetKey>) {
  return shorten([framework, framework_version, attack_version, domain].join(' '), 200);
}

/** The rows of a page on one set, as `own` completes them; returns how many there are. */
export function* rowsOfSet(
  page: SitePage,
  of: PageSet,
  table: { readonly rows: () => Iterable<MappingRow> },
  own: (row: MappingRow) => MappingRow = (row) => row,
): Generator<ParsedRecord, number> {
  const check = ofOneSet(page, of);
  let rows = 0;
  for (const row of table.rows()) {
    rows += 1;
    check(row);
    yield* rowRecords(of.set, own(row));
  }
  return rows;
}

/** A row after what is to be said of it. */
export function* rowRecords(set: Partial<SetKey>, row: MappingRow): Generator<ParsedRecord> {
  yield* row.findings;
  yield { kind: 'row', set, fields: row.fields, place: row.place };
}
